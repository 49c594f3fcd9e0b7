package org.jameslists.interoperation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.assertj.core.api.SoftAssertions;
import org.jameslists.arc.FreeSealer;
import org.jameslists.mail.Message;
import org.jameslists.signature.PemKeys;
import org.jameslists.signature.SigningIdentity;
import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.PublishedKey;
import org.jameslists.testing.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.google.common.io.ByteSource;

/** What validators make of an ARC-Message-Signature that no sealer should write (RFC 8617 §4.1.2), we and our peers. */
class FreeSealsIT {
    private static final String POST =
            """
            Authentication-Results: mx.example.org; none
            DKIM-Signature: v=1; d=example.ne.jp
            From: author@example.ne.jp
            To: list@ml.example.ac.jp
            Subject: free seals

            text
            """
                    .replace("\n", "\r\n");

    private static final String NO_FROM = "to:subject";

    /** It refuses empty names as in a DKIM-Signature, and lets a seal of a lower set be signed. */
    private static final Map<String, String> RSPAMD_DIFFERS =
            Map.of("from::to", "fail", ":from:to", "fail", "from:to from:to:arc-seal", "pass");

    /** The {@code h=} of each hop, one after the other, and what we find. */
    private static final Map<String, String> SEALS = new LinkedHashMap<>();

    static {
        SEALS.put("from:to:subject:authentication-results", "pass");
        SEALS.put("from:to:subject:arc-authentication-results", "pass");
        SEALS.put("from:arc-authentication-results from:arc-authentication-results", "pass");
        SEALS.put("from:arc-authentication-results from:arc-authentication-results:arc-authentication-results", "pass");
        SEALS.put("from:arc-authentication-results:arc-authentication-results", "pass");
        SEALS.put("from:to from:to:arc-message-signature", "pass");
        SEALS.put("from:to:arc-message-signature", "fail"); // that is itself, with its b=
        SEALS.put("from:to:arc-seal", "fail");
        SEALS.put("from:to from:to:arc-seal", "fail");
        SEALS.put("from::to", "pass");
        SEALS.put(":from:to", "pass");
        SEALS.put("from:to:", "pass");
        SEALS.put("from:to:cc:x-never:subject", "pass");
        SEALS.put(NO_FROM, "fail");
    }

    /** Where others differ, each for reasons of its own. */
    private static String expected(Party party, String seals) {
        if (party == Party.RSPAMD) {
            return RSPAMD_DIFFERS.getOrDefault(seals, SEALS.get(seals));
        }
        // RFC 6376 §5.4, §6.1.1: these three do not look for From
        return seals.equals(NO_FROM) && party != Party.WE ? "pass" : SEALS.get(seals);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"WE", "DKIMPY", "MAIL_DKIM", "MAILAUTH", "RSPAMD"})
    void agree(Party party) throws Exception {
        try (LoopbackDns dns = LoopbackDns.start()) {
            PublishedKey key = PublishedKey.rsa("ml.example.ac.jp", "rsa").publish(dns);
            FreeSealer sealer = new FreeSealer(new SigningIdentity(
                    key.domain(), key.selector(), PemKeys.RECOMMENDED.read(key.pem(), Optional.empty())));
            List<byte[]> messages = new ArrayList<>();
            for (String seals : SEALS.keySet()) {
                messages.add(sealed(seals, sealer));
            }
            Iterator<Verdict> verdicts = party.hear(messages, dns).iterator();
            SoftAssertions softly = new SoftAssertions();
            SEALS.keySet()
                    .forEach(seals ->
                            softly.assertThat(verdicts.next().arc()).as(seals).contains(expected(party, seals)));
            softly.assertAll();
        }
    }

    private static byte[] sealed(String seals, FreeSealer sealer) throws Exception {
        Message message = Message.read(ByteSource.wrap(POST.getBytes(StandardCharsets.US_ASCII)));
        for (String hop : seals.split(" ", -1)) {
            message = sealer.seal(message, List.of(hop.split(":", -1)), "");
        }
        return message.content().read();
    }
}
