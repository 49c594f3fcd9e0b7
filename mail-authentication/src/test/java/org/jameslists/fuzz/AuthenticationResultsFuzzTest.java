package org.jameslists.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.results.AuthservId;
import org.jameslists.results.MalformedResultsException;

import com.code_intelligence.jazzer.junit.FuzzTest;

class AuthenticationResultsFuzzTest {
    private static final AuthservId OWN = new AuthservId("ml.example.ac.jp");

    /** A payload that is read is written and read back, in its ASCII form too; no field that bears our id is left. */
    @FuzzTest
    void parse(byte[] input) throws MalformedResultsException {
        HeaderField field = field(Inputs.sometimesLong(input));
        Header clean = OWN.removeForged(Header.of(field));
        AuthenticationResults results;
        try {
            results = AuthenticationResults.parse(field);
        } catch (MalformedResultsException refused) {
            assertThat(refused.position()).isNotNegative();
            return;
        }
        assertThat(AuthenticationResults.parse(results.format())).isEqualTo(results);
        AuthenticationResults ascii = results.inAscii();
        assertThat(ascii.format()).isASCII();
        assertThat(AuthenticationResults.parse(ascii.format())).isEqualTo(ascii);
        assertThat(ascii.inAscii()).isEqualTo(ascii);
        assertThat(OWN.merge(clean).results()).isEmpty();
        for (String line : results.format().split("\r\n", -1)) {
            assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThan(998);
        }
    }

    private static HeaderField field(byte[] value) {
        byte[] name = "Authentication-Results:".getBytes(StandardCharsets.US_ASCII);
        byte[] field = new byte[name.length + value.length];
        System.arraycopy(name, 0, field, 0, name.length);
        System.arraycopy(value, 0, field, name.length, value.length);
        return HeaderField.ofOctets(field);
    }
}
