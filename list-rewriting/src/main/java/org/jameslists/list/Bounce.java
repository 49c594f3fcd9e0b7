package org.jameslists.list;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.jameslists.mail.Message;

/**
 * What a message that came to an envelope sender says about the delivery of another one: a delivery status notification
 * (RFC 3464), or one of the texts that mail servers write instead. The message it returns is not looked at, since text and
 * results of others stand there.
 *
 * <p>Anybody can write such a message: what it says counts only where its address shows that it answers a mail of ours.
 */
public sealed interface Bounce {
    /** What it says, in one line that is fit for a log; of {@link NotABounce}, why it is none. */
    String diagnosis();

    /** The address does not take mail any more: it is unknown or closed, or its server is gone. */
    record DeadAddress(String diagnosis) implements Bounce {}

    /** The mailbox has no room. */
    record MailboxFull(String diagnosis) implements Bounce {}

    /** Refused for the author's DMARC policy: no fault of the member. */
    record DmarcRefusal(String diagnosis) implements Bounce {}

    /** Refused for what the mail is or who sent it: spam filters, 5.7.515 (not authenticated well enough), size. */
    record PolicyRefusal(String diagnosis) implements Bounce {}

    /** Not delivered yet; the server still tries. */
    record Temporary(String diagnosis) implements Bounce {}

    /** Something else, such as the answer of a program that says its user is away, or a notice of success. */
    record NotABounce(String diagnosis) implements Bounce {}

    /**
     * Reads a message. Where it is about several recipients, what speaks least against an address counts.
     *
     * @throws IOException if the message cannot be read; one that is no MIME is {@link NotABounce}
     */
    static Bounce read(Message message) throws IOException {
        BounceText text = BounceText.of(message);
        Optional<String> dmarc = text.lineThatNamesDmarc();
        if (dmarc.isPresent()) {
            return new DmarcRefusal(dmarc.get());
        }
        List<Bounce> recipients = text.recipients().stream()
                .map(recipient -> recipient.bounce(text.words()))
                .toList();
        if (recipients.isEmpty()) {
            return FailureText.read(text.words());
        }
        return recipients.stream()
                .min(Comparator.comparing(
                        bounce -> bounce instanceof NotABounce ? 2 : bounce instanceof DeadAddress ? 1 : 0))
                .orElseThrow();
    }
}
