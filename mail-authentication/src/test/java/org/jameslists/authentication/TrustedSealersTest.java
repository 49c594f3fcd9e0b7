package org.jameslists.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jameslists.arc.ArcSealer;
import org.jameslists.arc.ArcSealing;
import org.jameslists.arc.ChainValidation;
import org.jameslists.arc.FreeSealer;
import org.jameslists.dns.Lookups;
import org.jameslists.dns.ZoneFileDns;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.results.MethodResult;
import org.jameslists.signature.TestSigners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.google.common.base.Splitter;
import com.google.common.io.ByteSource;

class TrustedSealersTest {
    private static final String POST = "From: a@example.ne.jp\r\nSubject: post\r\n\r\nText\r\n";
    private static final String PASS = "dmarc=pass header.from=example.ne.jp";

    private static final Authenticator AUTHENTICATOR = Authenticator.builder()
            .dns(ZoneFileDns.of(
                    """
                            _dmarc.example.ne.jp. TXT "v=DMARC1; p=reject"
                            _dmarc.example.jp. TXT "v=DMARC1; p=quarantine"
                            """
                            + key("example.org") + key("example.com") + key("example.net")))
            .lookups(Lookups.IN_PLACE)
            .trusting(new TrustedSealers(domain -> !domain.ascii().equals("example.net")))
            .build();

    private static String key(String domain) {
        return "ed._domainkey." + domain + ". TXT \""
                + TestSigners.key(TestSigners.ed25519Pem()).publicRecord() + "\"\n";
    }

    private static Message message(String octets) throws Exception {
        return Message.read(ByteSource.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Seals a message with this record, after adding a line to its body if {@code edited}. */
    private static Message hop(Message message, String sealer, String results, boolean edited) throws Exception {
        Message edit = edited
                ? Message.of(
                        message.header(), ByteSource.concat(message.body(), ByteSource.wrap(new byte[] {'+', 13, 10})))
                : message;
        boolean first = message.header().all("ARC-Seal").isEmpty();
        ArcSealing sealing = new ArcSealer(InstantSource.system())
                .seal(
                        edit,
                        first ? ChainValidation.NONE : ChainValidation.PASS,
                        AuthenticationResults.parse(sealer + "; " + results),
                        TestSigners.ed25519(sealer));
        List<HeaderField> set = ((ArcSealing.Sealed) sealing).fields();
        return edit.withHeader(edit.header().prepend(set.toArray(HeaderField[]::new)));
    }

    private static MethodResult dmarc(Message message) throws Exception {
        return AUTHENTICATOR
                .authenticate(message, Optional.empty())
                .results("ml.example.ac.jp")
                .results("dmarc")
                .get(0);
    }

    /**
     * Hops in their order, each the sealer's domain with {@code +} if it edits; who vouches. example.net is not trusted.
     * The first hop records a pass, the others a fail.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "example.org | example.org",
                "example.net |",
                "example.org example.com | example.org",
                "example.org example.com+ | example.org",
                "example.org example.net | example.org",
                "example.org example.net+ |",
                "example.org example.com+ example.net | example.org",
                "example.org example.net+ example.com |",
                "example.org example.net+ example.com+ |",
                "example.net example.com+ |"
            })
    void vouchIfNobodyElseEditedAfterwards(String hops, String sealer) throws Exception {
        Message message = message(POST);
        String recorded = PASS;
        for (String hop : Splitter.on(' ').split(hops)) {
            message = hop(message, hop.replace("+", ""), recorded, hop.endsWith("+"));
            recorded = "dmarc=fail header.from=example.ne.jp";
        }

        MethodResult dmarc = dmarc(message);

        assertThat(dmarc.result()).isEqualTo("fail");
        assertThat(dmarc.property("policy", "dmarc")).contains("reject");
        assertThat(dmarc.property("policy", Authentication.TRUSTED_SEALER)).isEqualTo(Optional.ofNullable(sealer));
        assertThat(dmarc.reason())
                .isEqualTo(Optional.ofNullable(sealer)
                        .map(name -> "the trusted sealer " + name + " recorded " + PASS + " in ARC set 1"));
    }

    @ParameterizedTest
    @CsvSource({
        "dmarc=pass header.from=example.ne.jp, true",
        "dmarc=pass header.from=ne.jp, true",
        "dmarc=pass header.from=example.org, false",
        "dmarc=pass, false",
        "dmarc=fail header.from=example.ne.jp, false",
        "dkim=pass header.d=example.ne.jp, true",
        "dkim=pass header.i=@example.ne.jp, true",
        "dkim=pass header.d=mail.example.ne.jp, true",
        "dkim=pass header.d=example.org, false",
        "dkim=fail header.d=example.ne.jp, false",
        "spf=pass smtp.mailfrom=a@example.ne.jp, true",
        "spf=pass smtp.mailfrom=example.ne.jp, true",
        "spf=pass smtp.helo=example.ne.jp, false",
        "spf=softfail smtp.mailfrom=a@example.ne.jp, false",
        "none, false"
    })
    void vouchByWhatTheyRecorded(String recorded, boolean vouched) throws Exception {
        MethodResult dmarc = dmarc(hop(message(POST), "example.org", recorded, false));

        assertThat(dmarc.property("policy", Authentication.TRUSTED_SEALER).isPresent())
                .isEqualTo(vouched);
    }

    /** RFC 6376 §8.2, §8.15: what a signature leaves open may be anybody's. */
    @ParameterizedTest
    @CsvSource({"from:subject:content-type, true", "from:subject, true", "from, false"})
    void vouchForWhatTheSealerCovered(String headers, boolean vouched) throws Exception {
        Message sealed = freeSealer().seal(message(POST), List.of(headers.split(":", -1)), "", PASS);

        assertThat(dmarc(sealed)
                        .property("policy", Authentication.TRUSTED_SEALER)
                        .isPresent())
                .isEqualTo(vouched);
    }

    @ParameterizedTest
    @CsvSource({"'', true", "appended, false"})
    void doNotVouchForTextThatWasAppended(String appended, boolean vouched) throws Exception {
        Message sealed = freeSealer().seal(message(POST), List.of("from", "subject"), "l=6", PASS);
        byte[] more = appended.getBytes(StandardCharsets.US_ASCII);
        Message longer = Message.of(sealed.header(), ByteSource.concat(sealed.body(), ByteSource.wrap(more)));

        assertThat(dmarc(longer)
                        .property("policy", Authentication.TRUSTED_SEALER)
                        .isPresent())
                .isEqualTo(vouched);
    }

    @Test
    void doNotVouchForASubjectThatWasAdded() throws Exception {
        Message sealed = freeSealer().seal(message(POST), List.of("from", "subject"), "", PASS);
        Message added = sealed.withHeader(sealed.header().prepend(HeaderField.of("Subject", "other")));

        assertThat(dmarc(added).property("policy", Authentication.TRUSTED_SEALER))
                .isEmpty();
    }

    private static FreeSealer freeSealer() {
        return new FreeSealer(TestSigners.ed25519("example.org"));
    }

    @Test
    void doNotVouchThroughABrokenChain() throws Exception {
        Message sealed = hop(message(POST), "example.org", PASS, false);
        Message edited = Message.of(sealed.header(), ByteSource.wrap("Other\r\n".getBytes(StandardCharsets.US_ASCII)));

        assertThat(dmarc(edited).property("policy", Authentication.TRUSTED_SEALER))
                .isEmpty();
    }

    @Test
    void doNotVouchForOneOfSeveralAuthors() throws Exception {
        for (String from :
                Arrays.asList("From: a@example.ne.jp, b@example.jp", "From: a@example.ne.jp\r\nFrom: b@example.jp")) {
            Message message = message(from + "\r\n\r\nText\r\n");
            assertThat(dmarc(hop(message, "example.org", PASS, false))
                            .property("policy", Authentication.TRUSTED_SEALER))
                    .isEmpty();
        }
    }
}
