package org.jameslists.matchers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jameslists.mail.Message;

import com.google.common.base.CharMatcher;
import com.google.common.io.ByteStreams;

/** What a bounce says itself: its text for people and the fields of the report (RFC 3464), not the message it returns. */
final class BounceText {
    private static final int MOST_OCTETS = 1 << 16;
    private static final int LONGEST_LINE = 300;

    private static final Set<String> ITS_OWN_WORDS =
            Set.of("text/plain", "text/html", "message/delivery-status", "message/global-delivery-status");

    /** The word, but no {@code dmarc=} of an Authentication-Results field in a message that is quoted in the text. */
    private static final Pattern DMARC = Pattern.compile("\\bDMARC\\b(?!\\s*=)", Pattern.CASE_INSENSITIVE);

    /** A field is folded, and so is a reply of several lines in a text. */
    private static final Pattern FOLD = Pattern.compile("\r?\n[ \t]+");

    private BounceText() {}

    /** The first line that names DMARC, unfolded and fit for a log. */
    static Optional<String> lineThatNamesDmarc(Message bounce) throws IOException {
        MimeTokenStream tokens = new MimeTokenStream(MimeConfig.PERMISSIVE);
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        try (InputStream in = bounce.content().openStream()) {
            tokens.parse(in);
            for (EntityState at = tokens.getState(); at != EntityState.T_END_OF_STREAM; at = tokens.next()) {
                if (at == EntityState.T_BODY && isItsOwn(tokens)) {
                    Optional<String> line = lineThatNamesDmarc(tokens.getDecodedInputStream());
                    if (line.isPresent()) {
                        return line;
                    }
                }
            }
            return Optional.empty();
        } catch (MimeException e) {
            // What no mail reader could take apart says nothing.
            return Optional.empty();
        }
    }

    private static boolean isItsOwn(MimeTokenStream tokens) {
        return ITS_OWN_WORDS.contains(tokens.getBodyDescriptor().getMimeType().toLowerCase(Locale.ROOT));
    }

    private static Optional<String> lineThatNamesDmarc(InputStream part) throws IOException {
        byte[] octets = ByteStreams.limit(part, MOST_OCTETS).readAllBytes();
        return FOLD.matcher(new String(octets, StandardCharsets.ISO_8859_1))
                .replaceAll(" ")
                .lines()
                .filter(line -> DMARC.matcher(line).find())
                .map(line -> CharMatcher.javaIsoControl().replaceFrom(line, ' ').strip())
                .map(line -> line.substring(0, Math.min(line.length(), LONGEST_LINE)))
                .findFirst();
    }
}
