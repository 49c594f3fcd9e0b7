package org.jameslists.integration.study;

/**
 * What a receiver says of one message.
 *
 * @param reply what becomes of it
 * @param version the receiver's version
 * @param words its own words, in short
 * @param output all that it printed or answered
 */
record Opinion(Reply reply, String version, String words, String output) {}
