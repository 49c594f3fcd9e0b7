package org.jameslists.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.jameslists.dmarc.DmarcAnswer;
import org.jameslists.dmarc.DmarcDiscovery;
import org.jameslists.dmarc.DmarcRecord;
import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.mail.DomainName;

import com.code_intelligence.jazzer.junit.FuzzTest;

class DmarcRecordFuzzTest {
    private static final DomainName AUTHOR = DomainName.of("mail.example.ne.jp");

    /** A record that is read is written and read back; published at each name it gives an answer. */
    @FuzzTest
    void parse(byte[] input) {
        String text = new String(Inputs.sometimesLong(input), StandardCharsets.ISO_8859_1);
        Optional<DmarcRecord> record = DmarcRecord.parse(text);
        assertThat(record.map(DmarcRecord::toString).flatMap(DmarcRecord::parse))
                .isEqualTo(record);
        Dns dns = (name, type) -> new DnsAnswer.Records(List.of(text));
        for (DmarcDiscovery discovery : DmarcDiscovery.values()) {
            assertThat(discovery.find(AUTHOR, dns)).isNotInstanceOf(DmarcAnswer.TempError.class);
        }
    }
}
