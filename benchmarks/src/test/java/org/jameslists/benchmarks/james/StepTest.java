package org.jameslists.benchmarks.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepTest {
    @ParameterizedTest
    @CsvSource({
        "JAMES, java.io.InputStream.read org.apache.james.server.core.MailImpl.getMessage",
        "JAMES, java.security.MessageDigest.update org.apache.james.SomeMailet.service",
        "DNS, org.xbill.DNS.Message.toWire java.lang.Thread.run",
        "DNS, org.xbill.DNS.Message.toWire org.jameslists.dns.DnsjavaDns.txt org.jameslists.mailets.Authenticate.service",
        "RSA, java.math.BigInteger.oddModPow sun.security.rsa.RSACore.crypt org.jameslists.signature.RsaSigningKey.sign",
        "HASH, sun.security.provider.SHA2.implCompress org.jameslists.signature.BodyHashes.hash org.jameslists.dkim.DkimSigner.sign",
        "PARSE, org.jameslists.mail.Header.read org.jameslists.james.mail.MailMessage.read org.jameslists.mailets.MungeFrom.serve",
        "EDITS, java.lang.String.format org.jameslists.mailets.SubjectPrefix.serve",
        "DECISION, java.util.regex.Matcher.find org.apache.james.jspf.core.SPF1Parser.parse org.jameslists.spf.SpfCheck.check",
        "SELF_CHECK, java.math.BigInteger.oddModPow sun.security.rsa.RSACore.crypt org.jameslists.mailets.Freeze.serve",
        "OTHER, java.util.HashMap.get org.jameslists.unknown.Thing.work"
    })
    void isTheFirstThatAFrameTells(Step step, String frames) {
        assertThat(Step.of(List.of(frames.split(" ", -1)))).isEqualTo(step);
    }
}
