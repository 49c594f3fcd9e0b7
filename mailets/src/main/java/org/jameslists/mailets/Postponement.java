package org.jameslists.mailets;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.james.util.DurationParser;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.mail.QueueableMessage;
import org.jameslists.james.reception.ReceptionResults;
import org.jameslists.james.settings.Parameters;
import org.jameslists.mail.Message;

import com.google.common.base.Splitter;

/**
 * Lets posts wait in James' queue while the DNS does not answer. A post that comes back is authenticated again.
 *
 * @param delays how long a post waits each time
 * @param clock tells the time
 */
record Postponement(List<Duration> delays, InstantSource clock) {
    /** Nearly a day in all: often at first, then less often, as RFC 5321 §4.5.4.1 advises. */
    static final String DEFAULT_DELAYS = "2*5 minutes, 2*15 minutes, 2*1 hour, 5*4 hours";

    private static final Splitter LIST = Splitter.on(',').trimResults().omitEmptyStrings();
    private static final Splitter TIMES = Splitter.on('*').trimResults().limit(2);
    private static final Splitter WORDS = Splitter.on(' ');

    /** How often a post has waited, and since when. */
    private record Wait(int times, Instant since) {}

    Postponement {
        delays = List.copyOf(delays);
    }

    /** Reads the parameter {@code delayTime}, in the form that RemoteDelivery uses. */
    static Postponement configure(Parameters parameters) throws MessagingException {
        List<Duration> delays =
                parameters.optional("delayTime", Postponement::parse).orElseGet(() -> parse(DEFAULT_DELAYS));
        return new Postponement(delays, InstantSource.system());
    }

    private static List<Duration> parse(String text) {
        List<Duration> delays = new ArrayList<>();
        for (String part : LIST.split(text)) {
            List<String> times = TIMES.splitToList(part);
            int count = times.size() == 2 ? Integer.parseInt(times.get(0)) : 1;
            Duration delay = DurationParser.parse(times.get(times.size() - 1));
            if (count < 1 || delay.isNegative() || delay.isZero()) {
                throw new IllegalArgumentException("the count or the delay is less than one: " + part);
            }
            delays.addAll(Collections.nCopies(count, delay));
        }
        return delays;
    }

    /**
     * Puts a copy of a mail back into James' queue.
     *
     * @param recipients those of the copy
     * @return how long it waits; empty if it has used up its delays and was not put back
     */
    Optional<Duration> postpone(MailetContext context, Mail mail, Message message, List<MailAddress> recipients)
            throws MessagingException {
        Wait wait = waited(mail);
        if (wait.times() >= delays.size()) {
            return Optional.empty();
        }
        Duration delay = delays.get(wait.times());
        MailImpl copy = MailImpl.duplicateWithoutMessage(mail).build();
        try {
            copy.setRecipients(recipients);
            MailMessage.lend(copy, QueueableMessage.of(message));
            ReceptionResults.forget(copy);
            ListAttributes.set(
                    copy,
                    ListAttributes.POSTPONED,
                    (wait.times() + 1) + " " + wait.since().toEpochMilli());
            context.sendMail(copy, Mail.DEFAULT, delay.toSeconds(), TimeUnit.SECONDS);
        } finally {
            LifecycleUtil.dispose(copy);
        }
        return Optional.of(delay);
    }

    /** How often a mail has been tried, in words. */
    String history(Mail mail) {
        Wait wait = waited(mail);
        return "tried " + (wait.times() + 1) + " times since " + wait.since();
    }

    private Wait waited(Mail mail) {
        Optional<List<String>> words =
                ListAttributes.get(mail, ListAttributes.POSTPONED).map(WORDS::splitToList);
        return words.isPresent()
                ? new Wait(
                        Integer.parseInt(words.get().get(0)),
                        Instant.ofEpochMilli(Long.parseLong(words.get().get(1))))
                : new Wait(0, clock.instant());
    }
}
