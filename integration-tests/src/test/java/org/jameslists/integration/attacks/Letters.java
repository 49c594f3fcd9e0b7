package org.jameslists.integration.attacks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jameslists.dkim.DkimSigner;
import org.jameslists.dkim.DkimSigner.Order;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.signature.Canonicalizations;
import org.jameslists.signature.KeyFormatException;
import org.jameslists.signature.PemKeys;
import org.jameslists.signature.SignedFields;
import org.jameslists.signature.SigningIdentity;
import org.jameslists.testing.PublishedKey;

import com.google.common.io.ByteSource;

/** Messages, each byte a char, and the signatures of their authors' servers. */
final class Letters {
    static final String BODY = "Hello, all.\r\n";

    private static final List<String> USUALLY_SIGNED =
            List.of("Subject", "Date", "To", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding");

    private Letters() {}

    /** A plain message. */
    static String plain(String token, String from) {
        return "From: " + from + "\r\nTo: example@ml.example.ac.jp\r\nSubject: hello\r\n"
                + "Date: Tue, 24 Nov 2026 12:00:00 +0900\r\nMessage-ID: " + Post.messageId(token) + "\r\n"
                + "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\n"
                + "Content-Transfer-Encoding: 7bit\r\n\r\n" + BODY;
    }

    /** Signed as most servers do it: what a reader sees, and nothing that a list adds. */
    static String signed(PublishedKey key, String text) {
        return signed(key, text, usualWithout(""), Map.of());
    }

    /** Signed over what readers see and over what lists add, so that their List-Id breaks the signature. */
    static String signedAgainstLists(PublishedKey key, String text) {
        return signed(key, text, SignedFields.DEFAULT, Map.of());
    }

    /** The signature does not cover this field. */
    static String signedWithout(String field, PublishedKey key, String text) {
        return signed(key, text, usualWithout(field), Map.of());
    }

    /** The signature covers the body as it is and says so with {@code l=}: more may follow. */
    static String signedUpToHere(PublishedKey key, String text) {
        int length = text.length() - text.indexOf("\r\n\r\n") - "\r\n\r\n".length();
        return signed(key, text, usualWithout(""), Map.of("l", Integer.toString(length)));
    }

    private static SignedFields usualWithout(String field) {
        Set<String> names = new LinkedHashSet<>(USUALLY_SIGNED);
        names.remove(field);
        return new SignedFields(Set.of("From"), names);
    }

    private static String signed(PublishedKey key, String text, SignedFields fields, Map<String, String> tags) {
        DkimSigner signer =
                new DkimSigner(Canonicalizations.RELAXED_RELAXED, fields, Optional.empty(), InstantSource.system());
        try {
            SigningIdentity by = new SigningIdentity(
                    key.domain(), key.selector(), PemKeys.RECOMMENDED.read(key.pem(), Optional.empty()));
            Message message = Message.read(ByteSource.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
            HeaderField[] signature = signer.sign(message, List.of(new Order(by, Optional.empty(), tags)))
                    .toArray(HeaderField[]::new);
            return message.withHeader(message.header().prepend(signature))
                    .content()
                    .asCharSource(StandardCharsets.ISO_8859_1)
                    .read();
        } catch (KeyFormatException | IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
