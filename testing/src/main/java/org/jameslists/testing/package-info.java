/**
 * Servers and clients for tests, on loopback only: DNS and SMTP as the outside world speaks them, with the bytes kept as
 * they came and faults on demand. It depends on no other module of the project, so that each of them can test with it.
 *
 * <p>{@link org.jameslists.testing.Judge} asks independent verifiers of mail authentication what they make of a message,
 * and {@link org.jameslists.testing.PeerSigner} lets other implementations sign and seal one.
 */
package org.jameslists.testing;
