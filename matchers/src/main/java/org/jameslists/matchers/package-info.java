/** Matchers: each answers one question about a list's mail. */
package org.jameslists.matchers;
