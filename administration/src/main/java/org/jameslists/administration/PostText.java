package org.jameslists.administration;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.jameslists.mail.MailCharset;
import org.jameslists.mail.Message;
import org.jameslists.mail.mime.MimeEntity;
import org.jameslists.mail.mime.MimeStructure;
import org.jameslists.mail.mime.TextCharset;

import com.google.common.base.CharMatcher;
import com.google.common.io.ByteSource;

/** The text of a post as a moderator reads it: its first plain text, or its first text of another kind. */
final class PostText {
    /** More is for reading in a mail program. */
    static final int MOST_CHARACTERS = 100_000;

    private static final CharMatcher SHOWN =
            CharMatcher.javaIsoControl().negate().or(CharMatcher.anyOf("\n\t"));

    private PostText() {}

    /**
     * The text, at most {@value #MOST_CHARACTERS} characters of it, lines ending in LF, without control characters.
     *
     * @return empty if the post has no text
     */
    static String of(Message message) throws IOException {
        MimeEntity root = MimeStructure.of(message).root();
        Optional<MimeEntity> text = root.all()
                .filter(entity -> entity.type().isType("text") && isPlain(entity))
                .findFirst()
                .or(() -> root.all()
                        .filter(entity -> entity.type().isType("text"))
                        .findFirst());
        return text.isPresent() ? read(message.body(), text.get()) : "";
    }

    private static boolean isPlain(MimeEntity entity) {
        return entity.type().subtype().equalsIgnoreCase("plain");
    }

    private static String read(ByteSource body, MimeEntity text) throws IOException {
        ByteSource bytes = body.slice(text.bodyStart(), text.bodyEnd() - text.bodyStart());
        char[] characters = new char[MOST_CHARACTERS];
        int count = 0;
        try (InputStream in = text.encoding().decode(bytes.openStream());
                Reader reader = new InputStreamReader(in, charset(body, text))) {
            int read = 0;
            while (count < MOST_CHARACTERS && read >= 0) {
                read = reader.read(characters, count, MOST_CHARACTERS - count);
                count += Math.max(read, 0);
            }
        }
        return SHOWN.retainFrom(new String(characters, 0, count).replace("\r\n", "\n"));
    }

    private static Charset charset(ByteSource body, MimeEntity text) throws IOException {
        Optional<Charset> declared = text.type().parameter("charset").flatMap(MailCharset::named);
        if (declared.isPresent()) {
            return declared.get();
        }
        return TextCharset.isIso2022Jp(body, text) ? Charset.forName("ISO-2022-JP") : StandardCharsets.UTF_8;
    }
}
