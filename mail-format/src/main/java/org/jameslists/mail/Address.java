package org.jameslists.mail;

/** One element of an address list (RFC 5322 §3.4). */
public sealed interface Address permits Mailbox, Group, MalformedAddress {}
