package org.jameslists.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.signature.KeyRecord;
import org.jameslists.signature.SignatureAlgorithm;
import org.jameslists.signature.SignatureFormatException;
import org.jameslists.signature.SignatureResult;
import org.jameslists.signature.Signatures;

import com.code_intelligence.jazzer.junit.FuzzTest;

class KeyRecordFuzzTest {
    private static final byte[] SIGNED = {'x'};
    /** 64 octets, as Ed25519 has them, and below the order of its group. */
    private static final String SIGNATURE = "AgIC".repeat(21) + "AA==";

    /** A record that is read is written and read back; whatever key it holds, it does not verify what it never signed. */
    @FuzzTest
    void parse(byte[] input) {
        String text = new String(Inputs.sometimesLong(input), StandardCharsets.ISO_8859_1);
        try {
            KeyRecord record = KeyRecord.parse(text);
            assertThat(KeyRecord.parse(record.toString())).isEqualTo(record);
        } catch (SignatureFormatException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
        Dns dns = (name, type) -> new DnsAnswer.Records(List.of(text));
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            SignatureResult result = Signatures.verify(dns, "example.org", "s", algorithm, SIGNED, SIGNATURE);
            assertThat(result.status()).isIn(SignatureResult.Status.FAIL, SignatureResult.Status.PERMERROR);
        }
    }
}
