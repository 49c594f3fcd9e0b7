package org.jameslists.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;

import org.jameslists.signature.BodyHashes.BodyHash;
import org.jameslists.signature.BodyHashes.Request;
import org.junit.jupiter.api.Test;

import com.google.common.io.ByteSource;

class BodyHashesTest {
    private static final String BODY = "Dear  all,\r\n\r\n";

    /** A body that says how many times it was read, and gives one byte at a time. */
    private static final class Counted extends ByteSource {
        private int reads;

        @Override
        public InputStream openStream() {
            reads++;
            return new ByteArrayInputStream(BODY.getBytes(StandardCharsets.US_ASCII)) {
                @Override
                public synchronized int read(byte[] buffer, int offset, int length) {
                    return super.read(buffer, offset, Math.min(length, 1));
                }
            };
        }
    }

    @Test
    void shouldReadTheBodyOnceForBothCanonicalFormsAndEveryLimit() throws Exception {
        Counted body = new Counted();
        BodyHashes hashes = new BodyHashes(body);
        Request simple = Request.whole(Canonicalization.SIMPLE);
        Request relaxed = Request.whole(Canonicalization.RELAXED);
        Request limited = new Request(Canonicalization.RELAXED, 4);
        List.of(simple, relaxed, limited).forEach(hashes::request);

        assertThat(hashes.hash(limited)).isEqualTo(hash("Dear", 11));
        assertThat(hashes.hash(relaxed)).isEqualTo(hash("Dear all,\r\n", 11));
        assertThat(hashes.hash(simple)).isEqualTo(hash("Dear  all,\r\n", 12));
        assertThat(body.reads).isEqualTo(1);
        assertThat(hashes.passes()).isEqualTo(1);
    }

    private static BodyHash hash(String hashed, long canonicalLength) throws Exception {
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(hashed.getBytes(StandardCharsets.US_ASCII));
        return new BodyHash(Base64.getEncoder().encodeToString(sha256), canonicalLength);
    }
}
