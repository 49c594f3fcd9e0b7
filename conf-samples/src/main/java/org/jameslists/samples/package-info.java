/** The configuration samples, and what puts one of them into James' configuration. */
package org.jameslists.samples;
