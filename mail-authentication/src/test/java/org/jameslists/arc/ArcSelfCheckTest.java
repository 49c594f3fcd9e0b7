package org.jameslists.arc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.results.MethodResult;
import org.jameslists.signature.CanonicalMessage;
import org.jameslists.signature.MessageSignatureVerifier;
import org.jameslists.signature.SigningIdentity;
import org.jameslists.signature.TestSigners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.io.ByteSource;

class ArcSelfCheckTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));
    private static final SigningIdentity LIST = TestSigners.rsa("ml.example.ac.jp");
    private static final SigningIdentity OTHER = TestSigners.rsa("example.org");

    /** The sealer's own keys and no other. */
    private static final Dns OWN = (name, type) ->
            name.endsWith("ml.example.ac.jp") ? TestSigners.dns().query(name, type) : new DnsAnswer.Failure("not ours");

    private static Message post(String top) throws Exception {
        return Message.read(ByteSource.wrap(
                (top + "From: a@example.ne.jp\r\nSubject: test\r\n\r\ntext\r\n").getBytes(StandardCharsets.US_ASCII)));
    }

    private static Message seal(Message message, ChainValidation received, SigningIdentity by) throws Exception {
        ArcSealing sealing = new ArcSealer(CLOCK)
                .seal(message, received, AuthenticationResults.of(by.domain(), MethodResult.of("spf", "none")), by);
        List<HeaderField> fields = ((ArcSealing.Sealed) sealing).fields();
        return message.withHeader(message.header().prepend(fields.toArray(HeaderField[]::new)));
    }

    private static Optional<String> trouble(Message message) throws Exception {
        return new ArcSelfCheck(new MessageSignatureVerifier(OWN, CLOCK)).trouble(new CanonicalMessage(message));
    }

    @Test
    void shouldPassTheFirstSet() throws Exception {
        assertThat(trouble(seal(post(""), ChainValidation.NONE, LIST))).isEmpty();
    }

    @Test
    void shouldPassASetOnTopOfAnothersWithoutTheirKey() throws Exception {
        Message received = seal(post(""), ChainValidation.NONE, OTHER);
        assertThat(trouble(seal(received, ChainValidation.PASS, LIST))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ARC-Seal: i=1; nonsense\r\n", "ARC-Seal: i=3; cv=fail\r\n"})
    void shouldPassASetOnTopOfABrokenChain(String broken) throws Exception {
        assertThat(trouble(seal(post(broken), ChainValidation.FAIL, LIST))).isEmpty();
    }

    @Test
    void shouldPassASetOnTopOfAChainThatFailed() throws Exception {
        Message received = seal(post(""), ChainValidation.NONE, OTHER);
        assertThat(trouble(seal(received, ChainValidation.FAIL, LIST))).isEmpty();
    }

    @Test
    void shouldTellWhatIsBroken() throws Exception {
        Message sealed = seal(post(""), ChainValidation.NONE, LIST);

        assertThat(trouble(post(""))).contains("there is no ARC set");
        assertThat(trouble(sealed.withBody(ByteSource.wrap(new byte[] {'x'}))))
                .contains("ARC-Message-Signature: body hash did not verify");
        assertThat(trouble(sealed.withHeader(sealed.header().with(HeaderField.of("Subject", "another")))))
                .contains("ARC-Message-Signature: signature did not verify");
        HeaderField results = HeaderField.of(ArcSet.AUTHENTICATION_RESULTS, "i=1; ml.example.ac.jp; spf=pass");
        assertThat(trouble(sealed.withHeader(sealed.header().with(results))))
                .contains("ARC-Seal: signature did not verify");
        assertThat(trouble(seal(post(""), ChainValidation.NONE, OTHER))).isPresent();
    }
}
