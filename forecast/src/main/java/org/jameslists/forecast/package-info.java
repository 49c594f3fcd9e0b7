/**
 * Predicts what strict receivers would do with a post to a list. It runs James' own configuration files on the post in
 * James' mailet container, without a server, and judges the copies that would leave as such a receiver would. Nothing
 * is delivered.
 */
package org.jameslists.forecast;
