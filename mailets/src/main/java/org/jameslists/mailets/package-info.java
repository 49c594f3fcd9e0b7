/** Mailets: each does one thing to a mail of a list. */
package org.jameslists.mailets;
