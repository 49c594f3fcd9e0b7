/** The body of a message (RFC 2045, RFC 2046): parts, transfer encodings, and edits as values. */
package org.jameslists.mail.mime;
