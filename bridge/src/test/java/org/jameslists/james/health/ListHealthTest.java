package org.jameslists.james.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.apache.james.filesystem.api.FileSystem;
import org.jameslists.james.SampleJames;
import org.jameslists.james.TestJames;
import org.jameslists.james.lists.KeyRotation;
import org.jameslists.james.settings.JamesDns;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.jameslists.james.settings.SigningKeys;
import org.jameslists.mail.DomainName;
import org.jameslists.testing.DnsFault;
import org.jameslists.testing.LoopbackDns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.google.common.net.HostAndPort;

class ListHealthTest {
    private static final DomainName DOMAIN = DomainName.of("ml.example.ac.jp");

    private static final String MAILETS =
            """
            <mailetcontainer><processors><processor state="list">
              <mailet match="All" class="org.jameslists.mailets.DkimResign"><selectors>list</selectors>%s</mailet>
              <mailet match="All" class="org.jameslists.mailets.ArcSeal"><selector>list</selector></mailet>
            </processor></processors></mailetcontainer>
            """;

    @TempDir
    Path folder;

    private TestJames james(LoopbackDns dns, String settings) throws IOException {
        return SampleJames.in(folder)
                .conf("mailetcontainer.xml", MAILETS.formatted(""))
                .conf(
                        "list-authentication.properties",
                        "authserv-id=ml.example.ac.jp\ndns.servers=" + dns.hostAndPort()
                                + "\ndns.timeout=5 s\ndns.retries=0\n" + settings);
    }

    private static ListHealth health(TestJames james) {
        ListAuthenticationSettings settings = james.instance(ListAuthenticationSettings.class);
        return new ListHealth(
                james.instance(FileSystem.class),
                settings,
                new JamesDns.OfSettings(settings),
                james.instance(KeyRotation.class));
    }

    /** The DNS of a server as it should be, with text of it replaced. */
    private static LoopbackDns dns(String key, String replaced, String by) {
        String good =
                """
                ml.example.ac.jp.                 A    198.51.100.25
                ml.example.ac.jp.                 TXT  "v=spf1 ip4:198.51.100.25 -all"
                _dmarc.ml.example.ac.jp.          TXT  "v=DMARC1; p=quarantine"
                25.100.51.198.in-addr.arpa.       PTR  ml.example.ac.jp.
                """;
        String name = "list._domainkey.ml.example.ac.jp.";
        assertThat(good + name + key).contains(replaced);
        return LoopbackDns.start(good.replace(replaced, by.replace("\\n", "\n")))
                .txt(name.replace(replaced, by), key.replace(replaced, by));
    }

    /** A mailet that names no domains signs for the lists' own. */
    @Test
    void shouldKnowTheDomainsOfTheListsThatTheSettingsName() throws Exception {
        try (LoopbackDns dns = LoopbackDns.start()) {
            ListHealth health = health(james(dns, "lists=ml.example.ac.jp, staff@example.org, *@*.example.net\n"));

            assertThat(health.namedDomains()).containsExactly(DOMAIN, DomainName.of("example.org"));
        }
    }

    private String key() throws Exception {
        return SampleJames.in(folder)
                .instance(SigningKeys.class)
                .identity(DOMAIN.ascii(), "list")
                .key()
                .publicRecord()
                .toString();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "-all, -all, HEALTHY, one record",
                "v=spf1, v=other, DEGRADED, no SPF record",
                "ip4:198.51.100.25 -all, +all, UNHEALTHY, lets every host send",
                "ip4:198.51.100.25 -all, all, UNHEALTHY, lets every host send",
                "ip4:198.51.100.25, ip4:198.51.100.26, UNHEALTHY, SPF is fail",
                "v=DMARC1, v=other, DEGRADED, no DMARC record",
                "p=quarantine, p=quarantine; adkim=s, HEALTHY, our DKIM signature aligns",
                "PTR  ml.example.ac.jp., PTR  other.example.ac.jp., DEGRADED, no name (PTR)",
                "`ml.example.ac.jp.                 A    198.51.100.25`, `; none`, UNHEALTHY, neither MX nor address",
                "`_dmarc.ml`, `ml.example.ac.jp. TXT \"v=spf1 -all\"\\n_dmarc.ml`, UNHEALTHY, 2 SPF records"
            })
    void shouldJudgeTheDomainsOfLists(String replaced, String by, HealthLevel worst, String words) throws Exception {
        try (LoopbackDns dns = dns(key(), replaced, by)) {
            List<HealthFinding> findings =
                    health(james(dns, "health.addresses=198.51.100.25\n")).domains(List.of(DOMAIN));

            assertThat(findings).anySatisfy(finding -> {
                assertThat(finding.level()).isEqualTo(worst);
                assertThat(finding.words()).contains(words);
                assertThat(finding.advice().isEmpty()).isEqualTo(worst == HealthLevel.HEALTHY);
            });
            assertThat(HealthFinding.worst(findings)).isEqualTo(worst);
        }
    }

    @Test
    void shouldMissASignatureThatAligns() throws Exception {
        try (LoopbackDns dns = dns(key(), "-all", "-all")) {
            TestJames james = james(dns, "");
            james.conf("mailetcontainer.xml", MAILETS.formatted("<domains>example.net</domains>"));

            assertThat(health(james).domains(List.of(DOMAIN))).anySatisfy(finding -> {
                assertThat(finding.level()).isEqualTo(HealthLevel.UNHEALTHY);
                assertThat(finding.words()).contains("No DkimResign signs");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "p=, p=, HEALTHY, publishes our key",
        "v=DKIM1;, v=DKIM1; t=y;, DEGRADED, t=y",
        "list._domainkey, other._domainkey, UNHEALTHY, not published",
        "p=MII, p=; n=MII, UNHEALTHY, not published"
    })
    void shouldCompareKeysWithTheDns(String replaced, String by, HealthLevel worst, String words) throws Exception {
        String key = key();
        try (LoopbackDns dns = dns(key, replaced, by)) {
            List<KeyState> states = health(james(dns, "")).keys(List.of(DOMAIN));

            assertThat(states).singleElement().satisfies(state -> {
                assertThat(state.recordName()).isEqualTo("list._domainkey.ml.example.ac.jp");
                assertThat(state.record()).contains(key);
                assertThat(HealthFinding.worst(state.findings())).isEqualTo(worst);
                assertThat(state.findings().get(0).words()).contains(words);
            });
        }
    }

    @Test
    void shouldMissAPrivateKey() throws Exception {
        try (LoopbackDns dns = dns(key(), "-all", "-all")) {
            List<KeyState> states = health(james(dns, "")).keys(List.of(DomainName.of("example.net")));

            assertThat(states).singleElement().satisfies(state -> {
                assertThat(HealthFinding.worst(state.findings())).isEqualTo(HealthLevel.UNHEALTHY);
                assertThat(state.findings().get(0).advice()).contains("listauth keygen --domain example.net");
                assertThat(state.record()).isEmpty();
            });
        }
    }

    @Test
    void shouldNotKnowWhereTheDnsFails() throws Exception {
        try (LoopbackDns dns = dns(key(), "-all", "-all")) {
            dns.failAll(DnsFault.SERVFAIL);
            ListHealth health = health(james(dns, ""));

            assertThat(HealthFinding.worst(health.dns(List.of(DOMAIN)))).isEqualTo(HealthLevel.UNKNOWN);
            assertThat(HealthFinding.worst(health.keys(List.of(DOMAIN)).get(0).findings()))
                    .isEqualTo(HealthLevel.UNKNOWN);
            assertThat(health.domains(List.of(DOMAIN)))
                    .extracting(HealthFinding::level)
                    .contains(HealthLevel.UNKNOWN)
                    .doesNotContain(HealthLevel.DEGRADED);
            dns.heal();
            assertThat(HealthFinding.worst(health.dns(List.of(DOMAIN)))).isEqualTo(HealthLevel.HEALTHY);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, HEALTHY, 0 seconds", "-70, DEGRADED, 70 seconds behind", "400, UNHEALTHY, 400 seconds ahead of"})
    void shouldCompareTheClock(int secondsAhead, HealthLevel level, String words) throws Exception {
        Instant now = Instant.ofEpochSecond(1_795_000_000L);
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answer(server, now));
            answering.start();
            ClockHealth clock = new ClockHealth(InstantSource.fixed(now.plusSeconds(secondsAhead)));

            HealthFinding finding = clock.of(Optional.of(HostAndPort.fromParts("127.0.0.1", server.getLocalPort())));

            assertThat(finding.level()).isEqualTo(level);
            assertThat(finding.words()).contains(words);
            answering.join();
        }
    }

    private static void answer(DatagramSocket server, Instant now) {
        byte[] packet = new byte[48];
        DatagramPacket asked = new DatagramPacket(packet, packet.length);
        try {
            server.receive(asked);
            Arrays.fill(packet, (byte) 0);
            packet[0] = 0x24;
            ByteBuffer.wrap(packet).putInt(40, (int) (now.getEpochSecond() + 2_208_988_800L));
            server.send(new DatagramPacket(packet, packet.length, asked.getSocketAddress()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldCompareTheClockWithNothingByDefault() {
        assertThat(new ClockHealth(InstantSource.system()).of(Optional.empty()))
                .extracting(HealthFinding::level)
                .isEqualTo(HealthLevel.HEALTHY);
    }
}
