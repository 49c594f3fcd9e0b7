package org.jameslists.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpSinkTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final String AUTHOR = "author@example.ne.jp";
    private static final String MEMBER = "member@example.org";

    private final SmtpSink sink = SmtpSink.start();

    @AfterEach
    void close() {
        sink.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                ".\r\n",
                "..\r\n",
                "Subject: dots\r\n\r\n.\r\n..\r\n.x\r\n\r\n.\r\n",
                "Subject: trailing \t \r\n\r\nspaces  \r\n",
                "Subject: r\u00e9sum\u00e9 \u0080\u00ff\r\n\r\n\u00e3\u0081\u0082\r\n",
                "Subject: line ends\r\n\r\na\nb\rc\n.\nd\r.\re\n.\r\nf\r\r\n.g\r\n",
                "\0\r\n",
                "Subject:no blank line\r\n"
            })
    void keepsEveryOctet(String message) throws Exception {
        post(message);

        assertThat(onlyMessage().text()).isEqualTo(message);
    }

    @Test
    void endsTheLastLineOfAMessageThatDoesNot() throws Exception {
        post("Subject: x\r\n\r\nno end");

        assertThat(onlyMessage().text()).isEqualTo("Subject: x\r\n\r\nno end\r\n");
    }

    @Test
    void takesALargeMessageFromAStream() throws Exception {
        byte[] line = ("x".repeat(998) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        InputStream lines =
                new SequenceInputStream(Collections.enumeration(Stream.generate(() -> new ByteArrayInputStream(line))
                        .limit(30_000)
                        .toList()));

        RawSmtp.post(sink.port(), "mx.example.com", AUTHOR, List.of(MEMBER), lines);

        assertThat(onlyMessage().bytes()).hasSize(30_000_000).endsWith(line);
    }

    @Test
    void keepsTheEnvelope() throws Exception {
        RawSmtp.post(
                sink.port(),
                "mx.example.com",
                "",
                List.of(MEMBER, "other@example.net"),
                new ByteArrayInputStream(new byte[0]));

        ReceivedMessage message = onlyMessage();
        assertThat(message.helo()).isEqualTo("mx.example.com");
        assertThat(message.sender()).isEmpty();
        assertThat(message.recipients()).containsExactly(MEMBER, "other@example.net");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void offersEightBitMimeOrNot(boolean offer) throws Exception {
        sink.offerEightBitMime(offer);

        post("Subject: \u00e9\r\n");

        assertThat(onlyMessage().declaredEightBit()).isEqualTo(offer);
        assertThat(onlyMessage().text()).isEqualTo("Subject: \u00e9\r\n");
    }

    @Test
    void refusesARecipientAsTold() {
        sink.refuse(MEMBER, "550 5.1.1 no such user");

        assertThatThrownBy(() -> post("Subject: x\r\n"))
                .isInstanceOfSatisfying(SmtpRefusal.class, refusal -> assertThat(refusal.reply())
                        .isEqualTo(new SmtpReply(550, "5.1.1 no such user")));

        assertThat(sink.messages()).isEmpty();
    }

    @Test
    void refusesWhatIsOutOfOrder() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sink.port())) {
            socket.getOutputStream()
                    .write("DATA\r\nRCPT TO:<a@example.org>\r\nMAIL a\r\nHELP\r\nNOOP\r\nRSET\r\nQUIT\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String replies = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(replies.lines().map(line -> line.substring(0, 3)))
                    .containsExactly("220", "503", "503", "501", "502", "250", "250", "221");
        }
    }

    @Test
    void waitsForTheMessagesThatAreToCome() throws Exception {
        CompletableFuture<List<ReceivedMessage>> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return sink.awaitMessages(2, LONG);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        post("Subject: 1\r\n");
        post("Subject: 2\r\n");

        assertThat(waiting.get(LONG.toSeconds(), TimeUnit.SECONDS))
                .extracting(ReceivedMessage::text)
                .containsExactly("Subject: 1\r\n", "Subject: 2\r\n");
        assertThat(sink.clear().messages()).isEmpty();
    }

    @Test
    void saysWhatCameWhenItWaitedInVain() throws Exception {
        post("Subject: x\r\n");

        assertThatThrownBy(() -> sink.awaitMessages(2, Duration.ofMillis(50)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("2 messages expected")
                .hasMessageContaining(MEMBER);
    }

    private void post(String message) throws IOException {
        RawSmtp.post(sink.port(), AUTHOR, List.of(MEMBER), message.getBytes(StandardCharsets.ISO_8859_1));
    }

    private ReceivedMessage onlyMessage() throws InterruptedException {
        assertThat(sink.awaitMessages(1, LONG)).hasSize(1);
        return sink.messages().get(0);
    }
}
