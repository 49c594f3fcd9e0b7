package org.jameslists.james.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.stream.Stream;

import org.jameslists.james.TestJames;
import org.jameslists.mail.DomainName;
import org.jameslists.results.AuthservId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.google.common.net.InetAddresses;

class ListAuthenticationSettingsTest {
    @TempDir
    Path folder;

    private TestJames james;

    @BeforeEach
    void setUp() {
        james = new TestJames(folder);
    }

    private ListAuthenticationSettings read(String content) throws Exception {
        return james.conf("list-authentication.properties", content).instance(ListAuthenticationSettings.class);
    }

    @Test
    void shouldNeedNoMoreThanTheServersName() throws Exception {
        ListAuthenticationSettings settings = read("authserv-id=ml.example.ac.jp\n");

        assertThat(settings.authservId().text()).isEqualTo("ml.example.ac.jp");
        assertThat(settings.keys()).hasToString("file://conf/keys/{domain}.{selector}.pem");
        assertThat(settings.keyPassword()).isEmpty();
        assertThat(settings.pemKeys().minimumRsaBits()).isEqualTo(2048);
    }

    @Test
    void shouldReadAllThatCanBeSaid() throws Exception {
        ListAuthenticationSettings settings = read(
                """
                authserv-id = ml.example.ac.jp
                dns.servers = 127.0.0.1:5353, [::1]:53
                dns.timeout = 2 seconds
                dns.retries = 0
                keys = file://var/keys/{domain}/{selector}.pem
                keys.password = secret
                keys.shortest-rsa = 1024
                trusted-relays = 192.0.2.0/28, 2001:db8::25
                trusted-relays.authserv-id = mx.example.ac.jp, rspamd
                trusted-sealers = example.org, *.example.net
                """);

        assertThat(settings.keys()).hasToString("file://var/keys/{domain}/{selector}.pem");
        assertThat(settings.keyPassword()).contains("secret");
        assertThat(settings.pemKeys().minimumRsaBits()).isEqualTo(1024);
        assertThat(settings.trustedRelays().contains(InetAddresses.forString("192.0.2.15")))
                .isTrue();
        assertThat(settings.trustedRelays().ids())
                .extracting(AuthservId::text)
                .containsExactly("mx.example.ac.jp", "rspamd");
        assertThat(Stream.of("example.org", "lists.example.org", "lists.example.net")
                        .filter(domain -> settings.trustedSealers().domains().test(DomainName.of(domain))))
                .containsExactly("example.org", "lists.example.net");
    }

    @Test
    void shouldTakeValuesFromTheEnvironment() throws Exception {
        assertThat(read("authserv-id=ml.example.ac.jp\nkeys.password=a${env:PATH}b\n")
                        .keyPassword())
                .contains("a" + System.getenv("PATH") + "b");
    }

    @Test
    void shouldNameAVariableThatTheEnvironmentHasNot() {
        assertThatThrownBy(() -> read("authserv-id=a\nkeys.password=${env:NO_SUCH_VARIABLE}\n"))
                .hasStackTraceContaining("\"keys.password\": the environment has no variable NO_SUCH_VARIABLE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "authserv-id=\t| \"authserv-id\" is missing",
                "authserv-id=a;dns.timeout=soon | \"dns.timeout\": \"soon\"",
                "authserv-id=a;dns.servers=no.such.host.invalid | \"dns.servers\": \"no.such.host.invalid\"",
                "authserv-id=a;keys=/keys/a.pem | \"keys\": \"/keys/a.pem\"",
                "authserv-id=a;keys.shortest-rsa=512 | \"keys.shortest-rsa\": \"512\"",
                "authserv-id=a;trusted-relays=mx.example.org | \"trusted-relays\": \"mx.example.org\"",
                "authserv-id=a;trusted-relays=192.0.2.1 | \"trusted-relays.authserv-id\" is missing",
                "authserv-id=a;trusted-relays=192.0.2.1;trusted-relays.authserv-id=A | a relay needs a different one",
                "authserv-id=a;trusted-relays.authserv-id=b | \"trusted-relays\" is missing",
                "authserv-id=a;trusted-sealers=@example.org | \"trusted-sealers\": \"@example.org\"",
                "authserv-id=a;store=database | \"store\": \"database\": not one of files, jdbc, cassandra",
                "authserv-id=a;store=jdbc | \"store.url\" is missing",
                "authserv-id=a;store=jdbc;store.url=postgres://db/james | \"store.url\": does not begin with jdbc:",
                "authserv-id=a;store.url=jdbc:h2:mem:a | \"store.url\": only \"store\" with the value \"jdbc\"",
                "authserv-id=a;store=cassandra;store.user=a | \"store.user\": only \"store\" with",
                "authserv-id=a;members.url=http://example.org/leave/ | \"members.url\": \"http://example.org/leave/\"",
                "authserv-id=a;members.url=https://example.org/leave | \"members.url\": \"https://example.org/leave\"",
                "authserv-id=a;members.url=https://example.org/?a/ | \"members.url\": \"https://example.org/?a/\"",
                "authserv-id=a;members.url=https://example.org/leave/ | \"members.secret\" is missing",
                "authserv-id=a;members.validity=6 days | \"members.validity\": \"6 days\": not from 7 to 60 days",
                "authserv-id=a;members.validity=61 days | \"members.validity\": \"61 days\": not from 7 to 60 days",
                "authserv-id=a;members.requests-per-minute=0 | \"members.requests-per-minute\": \"0\"",
                "authserv-id=a;dns.server=127.0.0.1 | \"dns.server\": \"127.0.0.1\": unknown"
            })
    void shouldNameWhatIsWrong(String content, String told) {
        assertThatThrownBy(() -> read(content.replace(';', '\n')))
                .hasMessageContaining("list-authentication.properties: ")
                .hasMessageContaining(told);
    }

    @Test
    void shouldNotShowAMisspeltPassword() {
        assertThatThrownBy(() -> read("authserv-id=a\nkey.password=s3same\n"))
                .hasMessageContaining("key.password")
                .hasMessageNotContaining("s3same");
    }

    @Test
    void shouldSayThatTheFileIsNotThere() {
        assertThatThrownBy(() -> james.instance(ListAuthenticationSettings.class))
                .hasMessageContaining("list-authentication.properties: cannot be read from James' conf folder");
    }
}
