/** The body of a message (RFC 2045, RFC 2046): its parts, transfer encodings, edits as values. */
package org.jameslists.mail.mime;
