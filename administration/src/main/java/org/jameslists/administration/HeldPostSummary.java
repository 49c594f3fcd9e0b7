package org.jameslists.administration;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import javax.mail.MessagingException;

import org.apache.mailet.Mail;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.mail.EncodedWords;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.SafeText;

/**
 * The summary of a held post, as JSON.
 *
 * @param key its name in the routes
 * @param repository the path of its mail repository
 * @param heldSince since when it is held
 * @param post the post's own fields
 * @param author the standing of its author
 * @param reason why it is held
 */
record HeldPostSummary(String key, String repository, Instant heldSince, Letter post, Author author, String reason) {
    /**
     * The post's own fields. Anybody can write anything into them.
     *
     * @param sender the envelope sender; empty for the null reverse-path
     * @param from its From fields
     * @param subject its Subject
     * @param messageId its Message-ID
     */
    record Letter(String sender, List<String> from, String subject, String messageId) {}

    /**
     * The author's standing, as decided when the post came in.
     *
     * @param standing the word of an {@link AuthorStanding}
     * @param reason why
     */
    record Author(String standing, String reason) {}

    static HeldPostSummary of(HeldPost post) throws MessagingException {
        Mail mail = post.mail();
        Header header = MailMessage.read(mail).header();
        AuthorStanding standing = Release.standing(mail, header);
        return new HeldPostSummary(
                post.key().asString(),
                post.path(),
                mail.getLastUpdated().toInstant(),
                new Letter(
                        mail.getMaybeSender().asString(""),
                        header.all("From").stream().map(HeldPostSummary::shown).toList(),
                        text(header, "Subject"),
                        text(header, "Message-ID")),
                new Author(standing.word(), standing.reason()),
                ListAttributes.get(mail, ListAttributes.REASON)
                        .or(() -> ListAttributes.get(mail, ListAttributes.DMARC_REASON))
                        .orElse(standing.reason()));
    }

    private static String text(Header header, String name) {
        return header.all(name).stream().map(HeldPostSummary::shown).collect(Collectors.joining("; "));
    }

    private static String shown(HeaderField field) {
        return SafeText.told(EncodedWords.decode(field.value()));
    }
}
