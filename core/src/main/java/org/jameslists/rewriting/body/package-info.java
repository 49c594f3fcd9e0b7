/**
 * What a list changes in the body of a post (RFC 2045, RFC 2046): the footer, the 7-bit form, and the wrapping of a whole
 * message.
 *
 * <p>A body is read once, to find its parts as ranges of octets. A change is a list of edits of such ranges, applied each
 * time the new body is read; nothing but headers is held in memory, and what no edit names stays octet for octet.
 */
package org.jameslists.rewriting.body;
