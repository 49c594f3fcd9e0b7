/**
 * Mail as bytes: header fields and body exactly as they came (RFC 5322 §2), since signatures are over bytes. The header
 * is held in memory and limited; the body is a source that can be opened again and again and is never held whole.
 */
package org.jameslists.message;
