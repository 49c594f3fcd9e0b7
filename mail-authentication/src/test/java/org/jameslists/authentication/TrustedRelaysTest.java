package org.jameslists.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jameslists.dns.Lookups;
import org.jameslists.dns.ZoneFileDns;
import org.jameslists.mail.Message;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.results.AuthservId;
import org.jameslists.results.MethodResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.io.ByteSource;

class TrustedRelaysTest {
    private static final TrustedRelays RELAYS =
            new TrustedRelays(List.of(AddressRange.parse("192.0.2.0/28")), List.of(new AuthservId("mx.example.ac.jp")));
    private static final String OURS = "Received: from mx.example.ac.jp by ml.example.ac.jp; now\r\n";
    private static final String RELAYS_OWN = "Received: from client by mx.example.ac.jp; before\r\n";
    private static final String CLIENTS = "Received: from home by client; long before\r\n";
    private static final String RESULTS =
            "Authentication-Results: mx.example.ac.jp; spf=pass smtp.mailfrom=a@example.ne.jp\r\n";
    private static final String POST = "From: a@example.ne.jp\r\nSubject: post\r\n\r\nText\r\n";

    private static final Authenticator AUTHENTICATOR = Authenticator.builder()
            .dns(
                    ZoneFileDns.of(
                            """
                    _dmarc.example.ne.jp. TXT "v=DMARC1; p=reject"
                    _dmarc.example.org. TXT "v=DMARC1; p=quarantine"
                    """))
            .lookups(Lookups.IN_PLACE)
            .build();

    private static Message message(String octets) throws Exception {
        return Message.read(ByteSource.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static RelayResults read(String fields) throws Exception {
        return RELAYS.read(message(fields + POST).header());
    }

    private static MethodResult dmarc(String results, String post) throws Exception {
        Message message = message(OURS + "Authentication-Results: mx.example.ac.jp; " + results + "\r\n" + post);
        AuthenticationResults found = AUTHENTICATOR
                .authenticate(message, RELAYS.read(message.header()))
                .results("ml.example.ac.jp");
        return found.results("dmarc").get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OURS + RESULTS + RELAYS_OWN,
                OURS + RELAYS_OWN + RESULTS,
                OURS + RELAYS_OWN + "X-Spam: no\r\nReceived-SPF: pass\r\n" + RESULTS + CLIENTS,
                OURS + "Return-Path: <a@example.ne.jp>\r\n" + RESULTS + "DKIM-Filter: some\r\n" + RELAYS_OWN,
                OURS + RELAYS_OWN
                        + "Authentication-Results: \"MX.example.AC.jp\" 1; spf=pass smtp.mailfrom=a@example.ne.jp\r\n"
            })
    void takesWhatTheRelayWroteOnTop(String fields) throws Exception {
        assertThat(read(fields).spf()).hasValueSatisfying(spf -> {
            assertThat(spf.sender()).isEqualTo("a@example.ne.jp");
            assertThat(spf.domain()).hasToString("Optional[example.ne.jp]");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OURS + RELAYS_OWN + CLIENTS + RESULTS,
                OURS + RELAYS_OWN + "Subject: in between\r\n" + RESULTS,
                OURS + RELAYS_OWN + "DKIM-Signature: v=1\r\n" + RESULTS,
                OURS + RELAYS_OWN + "Authentication-Results: mx.example.org; spf=fail\r\n" + RESULTS,
                OURS + "Authentication-Results: mx.example.ac.jp; spf=\r\n" + RESULTS,
                OURS + "Authentication-Results: mx.example.ac.jp 2; spf=pass smtp.mailfrom=a@example.ne.jp\r\n"
            })
    void takesNothingThatWasInTheMessageBefore(String fields) throws Exception {
        assertThat(read(fields).fields()).isEmpty();
    }

    @Test
    void letsTheTopmostResultCount() throws Exception {
        RelayResults results = read(OURS
                + "Authentication-Results: mx.example.ac.jp; spf=fail smtp.mailfrom=a@example.ne.jp\r\n" + RESULTS);

        assertThat(results.fields()).hasSize(2);
        assertThat(results.spf())
                .hasValueSatisfying(spf -> assertThat(spf.code().word()).isEqualTo("fail"));
    }

    private static final String FORGED =
            "Authentication-Results: mx.example.ac.jp; dmarc=pass header.from=example.ne.jp;"
                    + " spf=pass smtp.mailfrom=a@example.ne.jp\r\n";
    private static final String DKIM = "Authentication-Results: mx.example.ac.jp; dkim=none\r\n";
    private static final String DMARC =
            "Authentication-Results: mx.example.ac.jp; dmarc=fail header.from=example.ne.jp\r\n";

    /** A forger's fields stand right below what the relay wrote, in its name: nothing is read from them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                OURS + DKIM + RELAYS_OWN + FORGED,
                OURS + DKIM + DMARC + RELAYS_OWN + FORGED,
                OURS + DKIM + "X-Spam: no\r\n" + RELAYS_OWN + FORGED + FORGED,
                OURS + RELAYS_OWN + DKIM + FORGED,
                OURS + RELAYS_OWN + DKIM + "X-Spam: no\r\n" + FORGED + CLIENTS,
                OURS + RELAYS_OWN + DMARC + FORGED,
                OURS + DMARC + RELAYS_OWN + DKIM + FORGED,
                OURS + "Authentication-Results: mx.example.ac.jp; none\r\n" + RELAYS_OWN + FORGED,
            })
    void readsNoMethodThatTheRelayDidNotReport(String fields) throws Exception {
        RelayResults relay = read(fields);
        Message post = message(fields + POST);

        assertThat(relay.spf()).isEmpty();
        assertThat(relay.results()).noneMatch(result -> result.result().equals("pass"));
        assertThat(AUTHENTICATOR
                        .authenticate(post, relay)
                        .results("ml.example.ac.jp")
                        .results("dmarc")
                        .get(0)
                        .result())
                .isEqualTo("fail");
    }

    /** Milters that run one after the other write a field each. */
    @Test
    void takesAllFieldsAboveTheRelaysReceived() throws Exception {
        RelayResults relay = read(OURS + DMARC + "DKIM-Filter: some\r\n" + DKIM + RESULTS + RELAYS_OWN + FORGED);

        assertThat(relay.fields()).hasSize(3);
        assertThat(relay.results()).extracting(MethodResult::method).containsExactly("dmarc", "dkim", "spf");
    }

    @Test
    void takesTheTopmostFieldBelowTheRelaysReceived() throws Exception {
        RelayResults relay = read(OURS + RELAYS_OWN + "X-Spam: no\r\n" + RESULTS + DMARC);

        assertThat(relay.results()).extracting(MethodResult::method).containsExactly("spf");
    }

    /** What the relay says; what comes of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dmarc=pass header.from=example.ne.jp | pass",
                "dmarc=pass (p=reject dis=none) | pass",
                "dmarc=fail header.from=example.ne.jp; spf=pass smtp.mailfrom=a@example.ne.jp | fail",
                "dmarc=none header.from=example.ne.jp | none",
                "dmarc=temperror header.from=example.ne.jp | fail",
                "dmarc=pass header.from=example.org | fail",
                "dmarc=bestguesspass header.from=example.ne.jp | fail",
                "spf=pass smtp.mailfrom=a@example.ne.jp | pass",
                "spf=pass smtp.mailfrom=example.ne.jp | pass",
                "spf=pass smtp.mailfrom=a@example.org | fail",
                "spf=softfail smtp.mailfrom=a@example.ne.jp | fail",
                "spf=pass smtp.helo=example.ne.jp | fail",
                "none | fail"
            })
    void adoptsSpfAndDmarc(String results, String word) throws Exception {
        MethodResult dmarc = dmarc(results, POST);

        assertThat(dmarc.result()).isEqualTo(word);
        assertThat(dmarc.property("header", "from")).contains("example.ne.jp");
        assertThat(dmarc.property("policy", "dmarc")).contains("reject");
        assertThat(dmarc.reason().isPresent())
                .isEqualTo(results.startsWith("dmarc=") && word.equals(results.substring(6, 10)));
    }

    @Test
    void believesNoVerdictOnOneOfSeveralAuthors() throws Exception {
        String several = "dmarc=pass header.from=example.ne.jp";

        assertThat(dmarc(several, "From: a@example.ne.jp, b@example.org\r\n\r\n")
                        .result())
                .isEqualTo("fail");
        assertThat(dmarc(several, "From: a@example.ne.jp\r\nFrom: b@example.org\r\n\r\n")
                        .result())
                .isEqualTo("permerror");
    }
}
