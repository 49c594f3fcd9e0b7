package org.jameslists.james.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.jameslists.mail.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.io.ByteSource;

class QueueableMessageTest {
    private static final String ODD = "X-Odd :  as it\rcame\nReceived: \u0000\r\n";

    private static Message message(String text) throws IOException {
        return Message.read(ByteSource.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldChangeFieldsWithRawOctetsAlone() throws IOException {
        Message queueable = QueueableMessage.of(
                message("From: 山田 <author@example.ne.jp>\r\n" + ODD + "Subject: 日程\r\n\r\n8-bit 日程\n"));

        assertThat(queueable.content().asCharSource(StandardCharsets.UTF_8).read())
                .isEqualTo("From: =?UTF-8?B?5bGx55Sw?= <author@example.ne.jp>\r\n" + ODD
                        + "Subject: =?UTF-8?B?5pel56iL?=\r\n\r\n8-bit 日程\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {ODD + "\r\n8-bit 日程\n", "From: 山田@example.ne.jp\r\nSubject: 日程\r\n\r\nx"})
    void shouldBeTheSameWhereNothingIsRawOrNothingCanStandForIt(String text) throws IOException {
        Message message = message(text);

        assertThat(QueueableMessage.of(message)).isSameAs(message);
    }
}
