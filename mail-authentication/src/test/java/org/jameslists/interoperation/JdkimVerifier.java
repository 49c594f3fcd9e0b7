package org.jameslists.interoperation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.PublicKeyRecordRetriever;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.apache.james.jdkim.exceptions.PermFailException;
import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.dns.DnsSettings;
import org.jameslists.dns.DnsjavaDns;
import org.jameslists.dns.RecordType;
import org.jameslists.testing.DkimVerdict;
import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.Verdict;

/** What jDKIM, at the version in James 3.8.1, says of DKIM signatures. */
final class JdkimVerifier {
    private final PublicKeyRecordRetriever keys;

    JdkimVerifier(LoopbackDns loopback) {
        Dns dns = DnsjavaDns.of(loopback.hostAndPort(), DnsSettings.DEFAULT);
        this.keys = (method, selector, domain) -> {
            DnsAnswer answer = dns.query(selector + "._domainkey." + domain, RecordType.TXT);
            if (answer instanceof DnsAnswer.Records records) {
                return records.values();
            }
            throw new PermFailException(answer.toString());
        };
    }

    List<Verdict> hear(List<byte[]> messages) {
        return messages.stream().map(this::hear).toList();
    }

    private Verdict hear(byte[] message) {
        try {
            List<SignatureRecord> passing = new DKIMVerifier(keys).verify(new ByteArrayInputStream(message));
            return passing == null ? verdict(List.of(), "no signature") : verdict(passing, "");
        } catch (FailException e) {
            return verdict(List.of(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Verdict verdict(List<SignatureRecord> passing, String detail) {
        List<DkimVerdict> dkim = passing.stream()
                .map(signature -> new DkimVerdict(
                        signature.getDToken().toString(),
                        signature.getSelector().toString(),
                        "pass",
                        ""))
                .toList();
        return new Verdict(Party.JDKIM.title(), "", Verdict.Results.of(dkim), detail, "");
    }
}
