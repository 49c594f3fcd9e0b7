package org.jameslists.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

import org.jameslists.limits.Dribbling;
import org.jameslists.mail.CrlfSource;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.HeaderTooLargeException;
import org.jameslists.mail.Message;
import org.jameslists.signature.Canonicalization;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.common.io.ByteSource;

class MessageFuzzTest {
    /** A message is written as it was read, whatever it holds and however it comes in. */
    @FuzzTest
    void read(byte[] input) throws IOException {
        byte[] content = Inputs.sometimesLong(input);
        Message message;
        try {
            message = Message.read(ByteSource.wrap(content));
        } catch (HeaderTooLargeException refused) {
            return;
        }
        assertThat(message.content().read()).isEqualTo(content);
        Message dribbled = Message.read(new Dribbling(content, 3));
        assertThat(dribbled.header()).isEqualTo(message.header());
        assertThat(dribbled.body().read()).isEqualTo(message.body().read());
        message.header().fields().forEach(MessageFuzzTest::check);
        byte[] wire = CrlfSource.ofFile(ByteSource.wrap(content)).read();
        assertThat(CrlfSource.ofFile(ByteSource.wrap(wire)).read()).isEqualTo(wire);
    }

    private static void check(HeaderField field) {
        HeaderField again = HeaderField.ofOctets(field.octets());
        assertThat(again.name()).isEqualTo(field.name());
        assertThat(again.text()).isEqualTo(field.text());
        byte[] relaxed = relaxed(field);
        if (!field.name().isEmpty()) {
            assertThat(relaxed(HeaderField.ofOctets(relaxed))).isEqualTo(relaxed);
        }
    }

    private static byte[] relaxed(HeaderField field) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Canonicalization.RELAXED.header(field, out);
        return out.toByteArray();
    }
}
