/**
 * DMARC (RFC 9989): which domain is in From, what does it ask for, and does SPF or DKIM authenticate it? Policies are
 * found by the tree walk of RFC 9989 or by the public suffix list of RFC 7489, since receivers of both kinds exist.
 */
package org.jameslists.dmarc;
