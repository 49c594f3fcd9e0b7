/**
 * The Authenticated Received Chain (RFC 8617): validating the chain a message came with, and sealing it as it leaves.
 * ARC is moving to Historic; nothing but the authenticator and the sealing mailet knows this package, so that removing
 * it is one deletion.
 */
package org.jameslists.arc;
