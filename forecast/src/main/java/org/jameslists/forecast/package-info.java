/**
 * What strict receivers would say of a post to a list: James' own configuration files are run on it in James' mailet
 * container, without a server, and what would leave is judged as such a receiver judges it. Nothing is delivered.
 */
package org.jameslists.forecast;
