package org.jameslists.list;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jameslists.mail.Header;
import org.jameslists.mail.Message;
import org.jameslists.mail.SafeText;
import org.jameslists.mail.mime.MimeEntity;
import org.jameslists.mail.mime.MimeLimitException;
import org.jameslists.mail.mime.MimeStructure;

import com.google.common.io.ByteSource;
import com.google.common.io.ByteStreams;

/**
 * What a bounce says itself, without the message it returns.
 *
 * @param words its texts for people, unfolded, each line of its own
 * @param report the fields of its report (RFC 3464 §2.1), as the words
 * @param recipients what the report says of each recipient
 */
record BounceText(String words, String report, List<RecipientStatus> recipients) {
    /** Of each part; a report on some hundred recipients is longer, and says no more. */
    private static final int MOST_BYTES = 1 << 16;

    /** An envelope sender of ours goes with a mail for one member, who may forward it to some more. */
    private static final int MOST_RECIPIENTS = 100;

    private static final Set<String> STATUS = Set.of("delivery-status", "global-delivery-status");

    /** The word, but no {@code dmarc=} of an Authentication-Results field in a message that is quoted in the text. */
    private static final Pattern DMARC = Pattern.compile("\\bDMARC\\b(?!\\s*=)", Pattern.CASE_INSENSITIVE);

    /** A field is folded, and so is a reply of several lines in a text. */
    private static final Pattern FOLD = Pattern.compile("\r?\n[ \t]+");

    private static final Pattern TAG = Pattern.compile("<[/!a-zA-Z][^<>]{0,1000}>");

    /** What servers write above the message they return where that is no part of its own. */
    private static final Pattern RETURNED = Pattern.compile("(?im)^[ \t]*(?:[-=]{2,} ?.{0,40}"
            + "(?:copy of|original message|returned message|unsent message|message header|message follows).*"
            + "|-{40,}[ \t]*|(?:return-path|received): .*)$");

    static BounceText of(Message message) throws IOException {
        StringBuilder words = new StringBuilder();
        StringBuilder report = new StringBuilder();
        List<RecipientStatus> recipients = new ArrayList<>();
        try {
            for (MimeEntity part : own(MimeStructure.of(message).root()).toList()) {
                if (part.type().isType("text")) {
                    String text = text(message.body(), part);
                    words.append(part.type().is("text/html") ? TAG.matcher(text).replaceAll(" ") : text)
                            .append('\n');
                } else if (part.type().isType("message")
                        && STATUS.contains(part.type().subtype())) {
                    byte[] fields = octets(message.body(), part);
                    report.append(new String(fields, StandardCharsets.UTF_8)).append('\n');
                    recipients.addAll(recipients(fields));
                }
            }
        } catch (MimeLimitException e) {
            // What no mail reader could take apart says nothing.
            return new BounceText("", "", List.of());
        }
        return new BounceText(
                unfolded(beforeReturned(words.toString())), unfolded(report.toString()), List.copyOf(recipients));
    }

    /** The parts that the bounce itself wrote: not those of a message in it. */
    private static Stream<MimeEntity> own(MimeEntity entity) {
        return entity.type().isType("multipart") ? entity.parts().stream().flatMap(BounceText::own) : Stream.of(entity);
    }

    private static String text(ByteSource body, MimeEntity part) throws IOException {
        Charset charset = part.type().charset().orElse(StandardCharsets.ISO_8859_1);
        return new String(octets(body, part), charset);
    }

    private static byte[] octets(ByteSource body, MimeEntity part) throws IOException {
        ByteSource encoded = body.slice(part.bodyStart(), part.bodyEnd() - part.bodyStart());
        try (InputStream in = part.encoding().decode(encoded.openStream())) {
            return ByteStreams.limit(in, MOST_BYTES).readAllBytes();
        }
    }

    /** RFC 3464 §2.1: fields of the message, then an empty line and fields of a recipient, and again. */
    private static List<RecipientStatus> recipients(byte[] fields) throws IOException {
        List<RecipientStatus> recipients = new ArrayList<>();
        byte[] rest = fields;
        while (rest.length > 0 && recipients.size() < MOST_RECIPIENTS) {
            Message block = Message.read(ByteSource.wrap(rest));
            Header header = block.header();
            if (header.first("Final-Recipient").isPresent()
                    || header.first("Action").isPresent()) {
                recipients.add(RecipientStatus.of(header));
            }
            rest = block.body().read();
        }
        return recipients;
    }

    private static String beforeReturned(String text) {
        Matcher returned = RETURNED.matcher(text);
        return returned.find() ? text.substring(0, returned.start()) : text;
    }

    private static String unfolded(String text) {
        return FOLD.matcher(text).replaceAll(" ");
    }

    /** The first line that names DMARC, in the report or the text, fit for a log. */
    Optional<String> lineThatNamesDmarc() {
        return Stream.of(report, words)
                .flatMap(String::lines)
                .filter(line -> DMARC.matcher(line).find())
                .map(SafeText::told)
                .findFirst();
    }
}
