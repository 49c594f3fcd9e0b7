package org.jameslists.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.SmtpSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFolderTest {

    @TempDir
    private Path sample;

    private ConfigurationFolder folder;

    @BeforeEach
    void copy() throws IOException {
        Files.writeString(sample.resolve("smtpserver.xml"), "<a><bind>0.0.0.0:25</bind><bind>0.0.0.0:587</bind></a>");
        Files.writeString(sample.resolve("imapserver.xml"), "<a><bind>0.0.0.0:143</bind></a>");
        Files.writeString(sample.resolve("dnsservice.xml"), "<dnsservice/>");
        Files.writeString(sample.resolve("webadmin.properties"), "# admin\nenabled=true\nhost = ::\nport=8000");
        Files.writeString(
                sample.resolve("mailetcontainer.xml"),
                """
                <m><!-- kept --><mailet class="RemoteDelivery"><gateway>smtp.example.ac.jp</gateway></mailet>
                <mailet class="Other" match="All"/></m>""");
        Files.createDirectory(sample.resolve("keys"));
        Files.writeString(sample.resolve("keys/s1.pem"), "key");
        folder = ConfigurationFolder.copyOf(sample);
    }

    @AfterEach
    void delete() throws IOException {
        folder.close();
        assertThat(folder.workingDirectory()).doesNotExist();
    }

    @Test
    void isOnLoopbackAndAsksNoServerOutside() {
        assertThat(folder.file("smtpserver.xml")).content().contains("<bind>127.0.0.1:0</bind><bind>127.0.0.1:0<");
        assertThat(folder.file("imapserver.xml")).content().contains("<bind>127.0.0.1:0</bind>");
        assertThat(folder.file("webadmin.properties")).hasContent("# admin\nenabled=true\nport=0\nhost=127.0.0.1");
        assertThat(folder.file("dnsservice.xml"))
                .content()
                .contains("<autodiscover>false</autodiscover><servers><server>127.0.0.1</server></servers>");
    }

    @Test
    void hasEveryFileAndLeavesTheSampleAlone() {
        assertThat(folder.file("keys/s1.pem")).hasContent("key");
        assertThat(sample.resolve("dnsservice.xml")).hasContent("<dnsservice/>");
    }

    @Test
    void relaysToTheSinkAndAsksTheServer() throws IOException {
        try (SmtpSink sink = SmtpSink.start();
                LoopbackDns dns = LoopbackDns.start()) {
            folder.relayTo(sink).ask(dns);

            assertThat(folder.file("mailetcontainer.xml"))
                    .content()
                    .contains(
                            "<!-- kept -->",
                            "<gateway>127.0.0.1</gateway><gatewayPort>" + sink.port() + "</gatewayPort></mailet>");
            assertThat(folder.file("list-authentication.properties"))
                    .content()
                    .contains("dns.servers=127.0.0.1:" + dns.port());
        }
    }

    @Test
    void changesWhatIsThere() throws IOException {
        folder.set("mailetcontainer.xml", "//mailet[@class='Other']/@match", "None")
                .setChild("mailetcontainer.xml", "//mailet[@class='Other']", "selector", "s1")
                .remove("mailetcontainer.xml", "//gateway")
                .removeProperty("webadmin.properties", "enabled")
                .write("keys/s2.pem", "other");

        assertThat(folder.file("mailetcontainer.xml"))
                .content()
                .contains("<mailet class=\"Other\" match=\"None\"><selector>s1</selector></mailet>")
                .doesNotContain("gateway");
        assertThat(folder.file("webadmin.properties")).content().doesNotContain("enabled");
        assertThat(folder.file("keys/s2.pem")).hasContent("other");
        folder.remove("mailetcontainer.xml", "//mailet/@match");
        assertThat(folder.file("mailetcontainer.xml")).content().doesNotContain("None");
    }

    @Test
    void refusesToChangeWhatIsNot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> folder.set("mailetcontainer.xml", "//mailet[@class='Gone']/@match", "All"))
                .withMessageContaining("Gone");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> folder.remove("mailetcontainer.xml", "//none"))
                .withMessageContaining("//none");
    }
}
