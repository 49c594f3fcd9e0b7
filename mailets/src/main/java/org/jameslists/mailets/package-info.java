/** Mailets: each does one thing to a list's mail. */
package org.jameslists.mailets;
