/**
 * DMARC (RFC 9989): whose name does the message carry, what does its domain ask for, and does SPF or DKIM vouch for it?
 * Policies are found by the tree walk of RFC 9989 or by the public suffix list of RFC 7489, since receivers of both
 * kinds exist.
 */
package org.jameslists.dmarc;
