package org.jameslists.mail.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.jameslists.mail.MailCharset;

import com.google.common.io.ByteSource;

/** Guesses the charset of text without a declared one. */
public final class TextCharset {
    private TextCharset() {}

    /** The charset's name for 8-bit text: UTF-8 if it is valid UTF-8, or else unknown-8bit (RFC 1428 §3). */
    static String ofEightBit(ByteSource body, MimeEntity leaf) throws IOException {
        return canRead(text(body, leaf), StandardCharsets.UTF_8) ? "UTF-8" : "unknown-8bit";
    }

    /** Whether 7-bit text has escapes of ISO-2022-JP (RFC 1468) and is valid in it. */
    public static boolean isIso2022Jp(ByteSource body, MimeEntity leaf) throws IOException {
        Optional<Charset> japanese = MailCharset.named("ISO-2022-JP");
        return leaf.facts().escape()
                && !leaf.facts().eightBit()
                && japanese.isPresent()
                && canRead(text(body, leaf), japanese.get());
    }

    private static ByteSource text(ByteSource body, MimeEntity leaf) {
        return body.slice(leaf.bodyStart(), leaf.bodyEnd() - leaf.bodyStart());
    }

    /** Whether all bytes of a source are valid in a charset. */
    public static boolean canRead(ByteSource source, Charset charset) throws IOException {
        try (InputStream in = source.openStream()) {
            return canRead(in, charset);
        }
    }

    /** Whether all bytes of a stream are valid in a charset. */
    public static boolean canRead(InputStream in, Charset charset) throws IOException {
        Reader reader = new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        char[] buffer = new char[8192];
        try {
            while (reader.read(buffer) >= 0) {
                // The text itself is not needed.
            }
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
