/**
 * The Authenticated Received Chain (RFC 8617): validating the chain a message came with, and sealing it as it leaves.
 * ARC is moving to Historic. Only the authenticator and the sealing mailet use this package, so it can be removed
 * easily.
 */
package org.jameslists.arc;
