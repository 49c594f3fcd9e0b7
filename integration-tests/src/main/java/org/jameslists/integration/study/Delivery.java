package org.jameslists.integration.study;

import org.jameslists.mail.Message;
import org.jameslists.testing.ReceivedMessage;

/**
 * A post and what a member's server received of it.
 *
 * @param scenario how it was sent on
 * @param post what was posted
 * @param before the message as it came to the first list
 * @param after the message at the member's server, with its envelope
 */
public record Delivery(Scenario scenario, Post post, Message before, ReceivedMessage after) {}
