package org.jameslists.mail.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.jameslists.mail.Message;

import com.google.common.io.ByteSource;

/** Messages for tests: octet strings with a character for each octet. */
public final class Mails {
    private Mails() {}

    /** A message of lines, which are joined by CRLF; the last one has no line end. */
    public static Message message(String... lines) {
        return read(String.join("\r\n", lines));
    }

    public static Message read(String octets) {
        try {
            return Message.read(chunked(octets, Integer.MAX_VALUE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A source that gives no more octets at once than told. */
    public static ByteSource chunked(String octets, int size) {
        byte[] content = octets.getBytes(StandardCharsets.ISO_8859_1);
        return new ByteSource() {
            @Override
            public InputStream openStream() {
                return new ByteArrayInputStream(content) {
                    @Override
                    public int read(byte[] target, int offset, int length) {
                        return super.read(target, offset, Math.min(length, size));
                    }
                };
            }
        };
    }

    public static String octets(Message message) {
        return octets(message.content());
    }

    public static String octets(ByteSource source) {
        try {
            return new String(source.read(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Text as UTF-8, as octet string. */
    public static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
