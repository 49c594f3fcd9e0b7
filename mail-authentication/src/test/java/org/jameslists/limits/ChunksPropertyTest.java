package org.jameslists.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import org.jameslists.dkim.DkimSigner;
import org.jameslists.mail.CrlfSource;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.signature.BodyHashes;
import org.jameslists.signature.BodyHashes.BodyHash;
import org.jameslists.signature.BodyHashes.Request;
import org.jameslists.signature.Canonicalization;
import org.jameslists.signature.TestSigners;

import com.google.common.io.ByteSource;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** However many octets a read gives, what is read is the same. */
class ChunksPropertyTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));

    @Property(tries = 200)
    void aMessageIsTheSame(@ForAll("octets") byte[] content, @ForAll("chunks") int chunk) throws Exception {
        Message whole = Message.read(ByteSource.wrap(content));
        Message pieces = Message.read(new Dribbling(content, chunk));
        assertThat(pieces.header()).isEqualTo(whole.header());
        assertThat(pieces.body().read()).isEqualTo(whole.body().read());
        assertThat(pieces.content().read()).isEqualTo(content);
    }

    @Property(tries = 200)
    void aLocalFileIsTheSameOnTheWire(@ForAll("octets") byte[] content, @ForAll("chunks") int chunk) throws Exception {
        assertThat(CrlfSource.ofFile(new Dribbling(content, chunk)).read())
                .isEqualTo(CrlfSource.ofFile(ByteSource.wrap(content)).read());
    }

    @Property(tries = 50)
    void aSignatureIsTheSame(@ForAll("octets") byte[] content, @ForAll("chunks") int chunk) throws Exception {
        assertThat(signature(new Dribbling(content, chunk))).isEqualTo(signature(ByteSource.wrap(content)));
    }

    private static List<HeaderField> signature(ByteSource content) throws Exception {
        return new DkimSigner(CLOCK)
                .sign(Message.read(content), List.of(new DkimSigner.Order(TestSigners.ed25519("example.org"))));
    }

    /** dkim 2, 3: with any limits, in one pass, a hash is that of the canonical form up to its limit. */
    @Property(tries = 300)
    void bodyHashesAreTheSame(
            @ForAll("octets") byte[] body,
            @ForAll("chunks") int chunk,
            @ForAll @Size(max = 5) List<@IntRange(max = 60) Integer> limits)
            throws Exception {
        BodyHashes hashes = new BodyHashes(new Dribbling(body, chunk));
        for (Canonicalization form : Canonicalization.values()) {
            hashes.request(Request.whole(form));
            limits.forEach(limit -> hashes.request(new Request(form, limit)));
        }
        for (Canonicalization form : Canonicalization.values()) {
            byte[] canonical = canonical(form, body);
            assertThat(hashes.hash(Request.whole(form))).isEqualTo(hash(canonical, canonical.length));
            for (int limit : limits) {
                assertThat(hashes.hash(new Request(form, limit))).isEqualTo(hash(canonical, limit));
            }
        }
        assertThat(hashes.passes()).isEqualTo(1);
    }

    private static BodyHash hash(byte[] canonical, int limit) throws Exception {
        byte[] hashed = Arrays.copyOf(canonical, Math.min(limit, canonical.length));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(hashed);
        return new BodyHash(Base64.getEncoder().encodeToString(hash), canonical.length);
    }

    /** RFC 6376 §3.4.3, §3.4.4, word for word. */
    private static byte[] canonical(Canonicalization form, byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        if (form == Canonicalization.RELAXED) {
            text = text.replaceAll("[ \t]+(?=\r\n|\\z)", "").replaceAll("[ \t]+", " ");
        }
        text = text.replaceFirst("(\r\n)+\\z", "");
        String ended = form == Canonicalization.RELAXED && text.isEmpty() ? "" : text + "\r\n";
        return ended.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Provide
    Arbitrary<Integer> chunks() {
        return Arbitraries.of(1, 2, 3, 5, 7, 10);
    }

    @Provide
    Arbitrary<byte[]> octets() {
        return Arbitraries.of("a", "From: b", ":", " ", "\t", "\r\n", "\r\n\r\n", "\n", "\r", "  \r\n", "\u00e3", "\0")
                .list()
                .ofMaxSize(60)
                .map(pieces -> String.join("", pieces).getBytes(StandardCharsets.ISO_8859_1));
    }
}
