package org.jameslists.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZoneFileDnsTest {
    @Test
    void readsAFileWithTheUsualLinesOfAZone(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("zone");
        Files.writeString(
                file,
                """
                $ORIGIN example.org.
                $TTL 300
                @       IN SOA ns hostmaster ( 1 3600 600 86400 300 ) ; a comment
                        IN NS  ns
                ns      IN A   192.0.2.53
                _dmarc  IN TXT ( "v=DMARC1; "
                                 "p=none" )
                """,
                StandardCharsets.US_ASCII);

        Dns dns = ZoneFileDns.read(file);

        assertThat(dns.query("_dmarc.example.org", RecordType.TXT))
                .isEqualTo(new DnsAnswer.Records(List.of("v=DMARC1; p=none")));
    }

    @Test
    void saysWhichLineIsNoMasterFile() {
        assertThatThrownBy(() -> ZoneFileDns.of("example.org A 192.0.2.1\nexample.org A 192.0.2.256\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2");
    }

    @Test
    void doesNotIncludeOtherFiles() {
        assertThatThrownBy(() -> ZoneFileDns.of("$INCLUDE other\n")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aChainOfAliasesThatDoesNotEndIsAFailure() {
        Dns dns = ZoneFileDns.of("a.example.org CNAME b.example.org.\nb.example.org CNAME a.example.org.\n");

        assertThat(dns.query("a.example.org", RecordType.A))
                .isInstanceOfSatisfying(DnsAnswer.Failure.class, failure -> assertThat(failure.reason())
                        .contains("A a.example.org"));
    }
}
