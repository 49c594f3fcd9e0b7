package org.jameslists.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.jameslists.arc.ArcResult;
import org.jameslists.arc.ArcSealer;
import org.jameslists.arc.ArcSealing;
import org.jameslists.arc.ArcSelfCheck;
import org.jameslists.arc.ArcValidator;
import org.jameslists.arc.ChainValidation;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.HeaderTooLargeException;
import org.jameslists.mail.Message;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.results.MethodResult;
import org.jameslists.signature.CanonicalMessage;
import org.jameslists.signature.MessageSignatureVerifier;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.common.io.ByteSource;

class ArcFuzzTest {
    private static final ArcValidator VALIDATOR = new ArcValidator(Keys.DNS, Keys.CLOCK);
    private static final ArcSelfCheck SELF_CHECK = new ArcSelfCheck(new MessageSignatureVerifier(Keys.DNS, Keys.CLOCK));
    private static final AuthenticationResults RESULTS =
            AuthenticationResults.of(Keys.LIST.domain(), MethodResult.of("arc", "none"));

    /** Any header has a chain or none; a seal on top of it verifies, and keeps what the chain was. */
    @FuzzTest
    void validateAndSeal(byte[] input) throws IOException {
        Message message;
        try {
            message = Message.read(ByteSource.wrap(Inputs.sometimesLong(input)));
        } catch (HeaderTooLargeException refused) {
            return;
        }
        ArcResult received = VALIDATOR.validate(message);
        assertThat(received.instances()).isBetween(0, 50);
        ArcSealing sealing = new ArcSealer(Keys.CLOCK).seal(message, received.status(), RESULTS, Keys.LIST);
        if (sealing instanceof ArcSealing.Sealed sealed) {
            assertThat(sealed.chainValidation()).isEqualTo(received.status());
            Message sent =
                    message.withHeader(message.header().prepend(sealed.fields().toArray(HeaderField[]::new)));
            assertThat(SELF_CHECK.trouble(new CanonicalMessage(sent))).isEmpty();
            ChainValidation expected =
                    received.status() == ChainValidation.FAIL ? ChainValidation.FAIL : ChainValidation.PASS;
            assertThat(VALIDATOR.validate(sent).status()).isEqualTo(expected);
        }
    }
}
