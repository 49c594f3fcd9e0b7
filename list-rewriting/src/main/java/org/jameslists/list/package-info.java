/** What a list changes in a post: From, Subject, footer, wrapping; reversible addresses and notices; and what bounces say. */
package org.jameslists.list;
