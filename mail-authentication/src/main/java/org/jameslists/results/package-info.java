/**
 * Authentication-Results (RFC 8601): what a field says as a value, read from the wire by a cursor and written back so
 * that nothing from a message can break out of it.
 */
package org.jameslists.results;
