/** What a list changes in a post: From, Subject, footer, wrapping; reversible addresses and notices. */
package org.jameslists.list;
