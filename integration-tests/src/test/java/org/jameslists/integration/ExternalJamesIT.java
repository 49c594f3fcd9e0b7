package org.jameslists.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.jameslists.testing.RawSmtp;
import org.jameslists.testing.SmtpSink;
import org.junit.jupiter.api.Test;

class ExternalJamesIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String LIST = "staff@ml.example.ac.jp";
    private static final String LOCAL_MEMBER = "local@ml.example.ac.jp";
    private static final String PASSWORD = "secret";

    private final BuildLayout layout = BuildLayout.ofThisBuild();

    @Test
    void servesAsAProcessOfItsOwnAndLeavesNothingBehind() throws Exception {
        ConfigurationFolder folder = sample();
        int port;
        try (SmtpSink sink = SmtpSink.start();
                ExternalJames james = ExternalJames.start(folder.relayTo(sink), layout.jamesLibraries())) {
            port = james.smtpPort();
            james.webAdmin().createUser(LOCAL_MEMBER, PASSWORD);
            james.webAdmin().addGroupMember(LIST, LOCAL_MEMBER);
            james.webAdmin().addGroupMember(LIST, "one@example.org");

            RawSmtp.post(
                    port,
                    "author@example.ne.jp",
                    List.of(LIST),
                    "Subject: hello\r\n\r\n\u00e9\r\n".getBytes(StandardCharsets.UTF_8));
            james.webAdmin().awaitIdle(LONG);

            assertThat(sink.messages()).singleElement().satisfies(message -> assertThat(message.bytes())
                    .endsWith("\r\n\r\n\u00e9\r\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(james.mailbox(LOCAL_MEMBER, PASSWORD).messages()).hasSize(1);
        }
        assertThat(folder.workingDirectory()).doesNotExist();
        assertThatIOException().isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close());
    }

    @Test
    void endsWithCodeOneAndTheReasonWhenTheConfigurationIsWrong() throws Exception {
        ConfigurationFolder folder =
                sample().set("mailetcontainer.xml", "//mailet[@class='LocalDelivery']/@class", "NoSuchMailet");

        assertThatExceptionOfType(FailedStart.class)
                .isThrownBy(() -> ExternalJames.start(folder, layout.jamesLibraries()))
                .satisfies(failure -> {
                    assertThat(failure.exitCode()).isEqualTo(1);
                    assertThat(failure.output()).contains("NoSuchMailet");
                });
        assertThat(folder.workingDirectory()).doesNotExist();
    }

    private ConfigurationFolder sample() throws IOException {
        return ConfigurationFolder.copyOf(layout.sample("munge-resign-seal")).extension(layout.extensionJar());
    }
}
