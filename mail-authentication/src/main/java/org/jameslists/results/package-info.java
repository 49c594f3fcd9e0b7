/**
 * Authentication-Results (RFC 8601) as a value. Fields are parsed with a cursor, and written so that no text from a
 * message can break out of the field.
 */
package org.jameslists.results;
