/**
 * SPF (RFC 7208): may the client use the domain of the envelope sender? jSPF evaluates records, with this library's
 * DNS. jSPF was written for RFC 4408, so this package adds the limits and DNS rules of RFC 7208.
 */
package org.jameslists.spf;
