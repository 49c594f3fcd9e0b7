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

/** Extracts the text of a post for a moderator: the first plain text, or else the first text of another type. */
final class PostText {
    /** To read more, use a mail program. */
    static final int MOST_CHARACTERS = 100_000;

    private static final CharMatcher SHOWN =
            CharMatcher.javaIsoControl().negate().or(CharMatcher.anyOf("\n\t"));

    private PostText() {}

    /**
     * The text, cut off after {@value #MOST_CHARACTERS} characters, with LF line ends and without control characters.
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
