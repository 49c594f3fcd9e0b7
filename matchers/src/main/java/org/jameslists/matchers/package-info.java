/** Matchers: each asks one question about a mail of a list. */
package org.jameslists.matchers;
