package org.jameslists.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.jameslists.dkim.DkimResult;
import org.jameslists.dkim.DkimSigner;
import org.jameslists.dkim.DkimVerifier;
import org.jameslists.limits.Dribbling;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.HeaderTooLargeException;
import org.jameslists.mail.Message;
import org.jameslists.signature.Canonicalization;
import org.jameslists.signature.Canonicalizations;
import org.jameslists.signature.SignatureResult;
import org.jameslists.signature.SignedFields;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.common.io.ByteSource;

class DkimFuzzTest {
    private static final DkimVerifier VERIFIER = new DkimVerifier(Keys.DNS, Keys.CLOCK);

    /** Whatever signatures a message bears, each has a result; whatever it holds, what we sign verifies. */
    @FuzzTest
    void verifyAndSign(byte[] input) throws IOException {
        byte[] content = Inputs.sometimesLong(input);
        Message message;
        try {
            message = Message.read(ByteSource.wrap(content));
        } catch (HeaderTooLargeException refused) {
            return;
        }
        List<SignatureResult> results = results(message);
        assertThat(results(Message.read(new Dribbling(content, 7)))).isEqualTo(results);
        for (Canonicalization form : Canonicalization.values()) {
            DkimSigner signer = new DkimSigner(
                    new Canonicalizations(form, form), SignedFields.DEFAULT, Optional.empty(), Keys.CLOCK);
            HeaderField signature = signer.sign(message, List.of(new DkimSigner.Order(Keys.LIST)))
                    .get(0);
            Message signed = message.withHeader(message.header().prepend(signature));
            assertThat(results(signed).get(0)).isEqualTo(SignatureResult.PASS);
        }
    }

    private static List<SignatureResult> results(Message message) throws IOException {
        return VERIFIER.verify(message).stream().map(DkimResult::result).toList();
    }
}
