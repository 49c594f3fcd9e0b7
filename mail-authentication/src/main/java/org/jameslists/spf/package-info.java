/**
 * SPF (RFC 7208): was the client allowed to use the domain of the envelope? The evaluation is jSPF's, over our DNS; the
 * limits and the DNS rules that RFC 7208 has and jSPF, written for RFC 4408, has not are kept around it.
 */
package org.jameslists.spf;
