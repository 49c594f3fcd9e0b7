package org.jameslists.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import org.jameslists.arc.ArcSealer;
import org.jameslists.arc.ArcSealing;
import org.jameslists.arc.ChainValidation;
import org.jameslists.authentication.Authentication;
import org.jameslists.authentication.Authenticator;
import org.jameslists.dkim.DkimSigner;
import org.jameslists.dns.Lookups;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.HeaderLimits;
import org.jameslists.mail.HeaderTooLargeException;
import org.jameslists.mail.Message;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.signature.CanonicalMessage;
import org.jameslists.signature.SigningIdentity;
import org.jameslists.signature.TestSigners;
import org.junit.jupiter.api.Test;

import com.google.common.io.ByteSource;
import com.sun.management.ThreadMXBean;

/** What the heap has to bear, counted: all that the thread allocates, whether it is kept or not. */
class HeapTest {
    private static final long MEGABYTE = 1 << 20;
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));
    private static final SigningIdentity LIST = TestSigners.rsa("ml.example.ac.jp");
    private static final Header HEADER =
            Header.of(HeaderField.of("From", "a@example.ne.jp"), HeaderField.of("Subject", "test"));

    private interface Work {
        void run() throws Exception;
    }

    private static long allocatedBy(Work work) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** A body that is nowhere: lines with white space, or nothing but line ends. */
    private static Message message(long octets, String line) {
        byte[] pattern = line.getBytes(StandardCharsets.US_ASCII);
        return Message.of(HEADER, new ByteSource() {
            @Override
            public InputStream openStream() {
                return new Repeated(pattern, octets);
            }
        });
    }

    private static final class Repeated extends InputStream {
        private final byte[] pattern;
        private long left;
        private int at;

        Repeated(byte[] pattern, long octets) {
            this.pattern = pattern;
            this.left = octets;
        }

        @Override
        public int read() {
            if (left == 0) {
                return -1;
            }
            left--;
            int octet = pattern[at];
            at = (at + 1) % pattern.length;
            return octet;
        }

        @Override
        public int read(byte[] out, int from, int length) {
            int count = (int) Math.min(length, left);
            for (int i = 0; i < count; i++) {
                out[from + i] = (byte) read();
            }
            return count == 0 ? -1 : count;
        }
    }

    private static Message signedAndSealed(Message message) throws IOException {
        CanonicalMessage canonical = new CanonicalMessage(message);
        List<HeaderField> dkim = new DkimSigner(CLOCK).sign(canonical, List.of(new DkimSigner.Order(LIST)));
        Message signed = message.withHeader(message.header().prepend(dkim.toArray(HeaderField[]::new)));
        AuthenticationResults results = AuthenticationResults.of("ml.example.ac.jp");
        ArcSealing.Sealed sealed =
                (ArcSealing.Sealed) new ArcSealer(CLOCK).seal(signed, ChainValidation.NONE, results, LIST);
        return signed.withHeader(signed.header().prepend(sealed.fields().toArray(HeaderField[]::new)));
    }

    private static Authentication authenticate(Message message) throws IOException {
        return Authenticator.builder()
                .dns(TestSigners.dns())
                .lookups(Lookups.IN_PLACE)
                .clock(CLOCK)
                .build()
                .authenticate(message, Optional.empty());
    }

    @Test
    void aMessageOf50MegabytesIsSignedSealedAndVerifiedWithLessThanTwo() throws Exception {
        for (String line : List.of("two  words \t\r\n", "\r\n")) {
            authenticate(signedAndSealed(message(1, line))); // what is loaded and built once does not count
            Message large = message(50 * MEGABYTE, line);
            Message[] sent = new Message[1];
            assertThat(allocatedBy(() -> sent[0] = signedAndSealed(large))).isLessThan(2 * MEGABYTE);
            assertThat(allocatedBy(() -> assertThat(
                                    authenticate(sent[0]).dkim().get(0).result().passed())
                            .isTrue()))
                    .isLessThan(2 * MEGABYTE);
        }
    }

    @Test
    void aHeaderThatDoesNotEndIsGivenUpWithinItsLimit() throws Exception {
        ByteSource endless = new ByteSource() {
            @Override
            public InputStream openStream() {
                return new Repeated("X: y\r\n ".getBytes(StandardCharsets.US_ASCII), Long.MAX_VALUE);
            }
        };
        long allocated = allocatedBy(() -> {
            try {
                Message.read(endless);
                throw new AssertionError("an endless header was read");
            } catch (HeaderTooLargeException expected) {
                assertThat(expected).hasMessageContaining("bytes");
            }
        });
        assertThat(allocated).isLessThan(8L * HeaderLimits.DEFAULT.octets());
    }
}
