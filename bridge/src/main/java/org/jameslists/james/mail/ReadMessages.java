package org.jameslists.james.mail;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import javax.mail.MessagingException;

import org.apache.james.server.core.MimeMessageWrapper;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;

/** Reads messages that James holds. The header of an unchanged message is parsed only once. */
final class ReadMessages {
    /** Headers only: a body would keep its key from being collected. */
    private static final Cache<MimeMessageWrapper, Message> HEADERS =
            CacheBuilder.newBuilder().weakKeys().build();

    private ReadMessages() {}

    /**
     * Reads a message whose body was not changed through JavaMail.
     *
     * @throws IOException if it cannot be read
     */
    static Message read(MimeMessageWrapper wrapper) throws IOException, MessagingException {
        if (wrapper.isModified()) {
            return anew(wrapper).withHeader(header(wrapper));
        }
        Message known = HEADERS.getIfPresent(wrapper);
        if (known == null) {
            known = asItCame(wrapper).withBodyIn(ByteSource.empty());
            HEADERS.put(wrapper, known);
        }
        return known.withBodyIn(new Body(wrapper));
    }

    private static Message anew(MimeMessageWrapper wrapper) throws IOException {
        return Message.read(new Content(wrapper)).withBodyIn(new Body(wrapper));
    }

    /** Once JavaMail has parsed a message, James formats its header anew, with question marks for raw 8-bit bytes. */
    private static Message asItCame(MimeMessageWrapper wrapper) throws IOException, MessagingException {
        Message message = anew(wrapper);
        byte[] written = message.header().octets();
        if (!isAscii(written) || Bytes.indexOf(written, (byte) '?') < 0) {
            return message;
        }
        Header held = header(wrapper);
        return isAscii(held.octets()) ? message : message.withHeader(held);
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    /** The header as JavaMail holds it. */
    static Header header(MimeMessageWrapper wrapper) throws MessagingException {
        List<HeaderField> fields = new ArrayList<>();
        for (String line : Collections.list(wrapper.getAllHeaderLines())) {
            fields.add(HeaderField.ofOctets(line.getBytes(charset(line))));
        }
        return new Header(fields);
    }

    /** JavaMail holds each header byte as one char, but decodes UTF-8 if it is configured to. */
    private static Charset charset(String line) {
        return line.chars().allMatch(c -> c <= 0xff) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    }

    /** What James would send, opened anew each time. */
    private static class Content extends ByteSource {
        private final MimeMessageWrapper wrapper;

        Content(MimeMessageWrapper wrapper) {
            this.wrapper = wrapper;
        }

        @Override
        public InputStream openStream() throws IOException {
            try {
                return wrapper.getMessageInputStream();
            } catch (MessagingException e) {
                throw new IOException("cannot open the message", e);
            }
        }
    }

    /**
     * The part after the first empty line. Its offset is not fixed: the header's length changes when James formats it
     * anew.
     */
    private static final class Body extends Content {
        Body(MimeMessageWrapper wrapper) {
            super(wrapper);
        }

        @Override
        public InputStream openStream() throws IOException {
            InputStream in = new BufferedInputStream(super.openStream());
            boolean found = false;
            try {
                skipHeader(in);
                found = true;
            } finally {
                if (!found) {
                    in.close();
                }
            }
            return in;
        }

        private static void skipHeader(InputStream in) throws IOException {
            boolean emptyLine = true;
            int last = in.read();
            while (last >= 0 && !(last == '\n' && emptyLine)) {
                if (last == '\n') {
                    emptyLine = true;
                } else if (last != '\r') {
                    emptyLine = false;
                }
                last = in.read();
            }
        }
    }
}
