package org.jameslists.forecast;

import java.util.List;

import org.jameslists.mail.Message;

/**
 * A message at the end of its path through the mailet container.
 *
 * @param leaves whether it would be delivered; if not, it was refused or kept
 * @param processor the processor in which it ended
 * @param sender the envelope sender; empty for the null reverse-path
 * @param recipients the envelope recipients
 * @param message the message, byte for byte as James would send it
 * @param reason why it does not leave; may be empty
 */
record Copy(boolean leaves, String processor, String sender, List<String> recipients, Message message, String reason) {}
