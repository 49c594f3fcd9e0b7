package org.jameslists.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a folder gets that is somebody's configuration already. */
class InstallationTest {
    private static final SampleChoice CHOICE = new SampleChoice("postgres", "munge-resign-seal", "lists.example.org");

    /** With the marks of a file that people edit: comments, a mailet of their own, lines of other indentation. */
    private static final String MAILETS =
            """
            <?xml version="1.0"?>
            <!-- ours; <processor state="root"> is below -->
            <mailetcontainer enableJmx="true">
                <spooler><errorRepository>postgres://var/mail/error/</errorRepository></spooler>
                <processors>
                    <processor state="root" enableJmx="true">
                        <mailet match="All" class="PostmasterAlias"/>
                        <!-- added in 2024: <mailet match="All" class="ToProcessor"/> -->
                        <mailet match="All" class="org.example.SpamFilter"><threshold>a &lt; b</threshold></mailet>

                        <!-- the rest -->
                        <!-- of it -->
                        <mailet match="All" class="ToProcessor">
                            <processor>transport</processor>
                        </mailet>
                    </processor>

                    <processor state="transport" enableJmx="true">
                        <mailet match="RecipientIsLocal" class="LocalDelivery"/>
                        <mailet match="All" class="ToProcessor"><processor>relay</processor></mailet>
                    </processor>
                    <processor state="relay" enableJmx="true">
                        <mailet match="All" class="RemoteDelivery"/>
                    </processor>

                </processors>
            </mailetcontainer>
            """;

    private static final String SMTP =
            """
            <smtpservers>
              <smtpserver enabled="true">
                <bind>0.0.0.0:25</bind>
                <handlerchain coreHandlersPackage="org.apache.james.smtpserver.NoAuthCmdHandlerLoader">
                  <handler class="org.apache.james.smtpserver.fastfail.ValidRcptHandler"/>
                </handlerchain>
              </smtpserver>
              <smtpserver enabled="true">
                <bind>0.0.0.0:587</bind>
                <handlerchain>
                  <handler class="org.apache.james.smtpserver.CoreCmdHandlerLoader"/>
                </handlerchain>
              </smtpserver>
            </smtpservers>
            """;

    @TempDir
    private Path folder;

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
    }

    private Installation plan() throws Exception {
        return Installation.plan(CHOICE, folder);
    }

    private static List<String> names(Installation installation) {
        return installation.changes().stream().map(FileChange::name).toList();
    }

    @Test
    @DisplayName("issue 12.1: the operator's lines and comments stay as they are")
    void addsLinesAndChangesNone() throws Exception {
        file("mailetcontainer.xml", MAILETS);

        plan().write();

        String after = read("mailetcontainer.xml");
        assertThat(after.lines().toList()).containsSubsequence(MAILETS.lines().toList());
        assertThat(after)
                .contains(
                        """
                        <processor state="root" enableJmx="true">
                                    <!-- Authenticates the mail once, before anything changes it. -->
                                    <mailet match="All" class="org.jameslists.mailets.Authenticate"/>
                                    <mailet match="All" class="PostmasterAlias"/>
                        """)
                .contains(
                        """
                                    <mailet match="All" class="org.example.SpamFilter"><threshold>a &lt; b</threshold></mailet>

                                    <!-- What an owner answers to the digest of held posts: needs held.secret in list-authentication.properties. -->
                                    <mailet match="All" class="org.jameslists.administration.HeldPostAnswers"/>
                                    <!-- Mail to LIST-leave@ and the like. With members.secret it can ask back: docs/members.md. -->
                                    <mailet match="All" class="org.jameslists.mailets.ListRequests">
                        """)
                .contains(
                        """
                                    <!-- One mail for each list among the recipients; the others go on. -->
                                    <mailet match="All" class="org.jameslists.mailets.ToList">
                        """)
                .contains(
                        """
                                    </mailet>
                                    <!-- the rest -->
                                    <!-- of it -->
                                    <mailet match="All" class="ToProcessor">
                        """)
                .contains("<repositoryPath>postgres://var/mail/list-forged/</repositoryPath>")
                .contains("<domains>lists.example.org</domains>")
                .doesNotContain("memory://");
    }

    @Test
    void addsTheProcessorsThatAreMissingAndTheirNeeds() throws Exception {
        file("mailetcontainer.xml", MAILETS);

        plan().write();

        assertThat(XmlText.parse("file", read("mailetcontainer.xml"))
                        .root()
                        .child("processors")
                        .orElseThrow()
                        .children())
                .extracting(processor -> processor.attribute("state"))
                .containsExactly(
                        "root",
                        "transport",
                        "relay",
                        "list",
                        "list-notice",
                        "list-delivery",
                        "list-forged",
                        "list-held",
                        "list-approved",
                        "list-refused",
                        "local-delivery");
    }

    @Test
    @DisplayName("issue 12.1: running it twice changes nothing")
    void changesNothingASecondTime() throws Exception {
        file("mailetcontainer.xml", MAILETS);
        file("smtpserver.xml", SMTP);
        file("webadmin.properties", "enabled=true\nextensions.routes=org.example.Mine\n");
        assertThat(names(plan()))
                .containsExactly(
                        "extensions.properties",
                        "healthcheck.properties",
                        "list-authentication.properties",
                        "mailetcontainer.xml",
                        "smtpserver.xml",
                        "webadmin.properties");
        plan().write();

        assertThat(plan().changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "jpa", "postgres", "distributed"})
    void changesNothingASecondTimeInAFolderOfItsOwn(String server) throws Exception {
        SampleChoice choice = new SampleChoice(server, "google-groups");
        Installation.plan(choice, folder.resolve("new/conf")).write();

        assertThat(Installation.plan(choice, folder.resolve("new/conf")).changes())
                .isEmpty();
    }

    @Test
    void keepsNumbersForAllNodesInNewSettingsAlone() throws Exception {
        SampleChoice choice = new SampleChoice("distributed", "munge-resign-seal");
        Installation.plan(choice, folder.resolve("new")).write();
        file("mailetcontainer.xml", MAILETS);
        file("list-authentication.properties", "authserv-id=mine.example.org\n");

        Installation.plan(choice, folder).write();

        assertThat(read("new/list-authentication.properties")).contains("\nstore=cassandra\n");
        assertThat(read("list-authentication.properties"))
                .startsWith("authserv-id=mine.example.org\n")
                .contains("\nlists=ml.example.ac.jp\n")
                .doesNotContain("store=");
    }

    @Test
    void writesNothingBeforeItIsTold() throws Exception {
        plan();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void keepsTheLineEndsOfTheFile() throws Exception {
        file("mailetcontainer.xml", MAILETS.replace("\n", "\r\n"));

        plan().write();

        String after = read("mailetcontainer.xml");
        assertThat(after.replace("\r\n", "")).doesNotContain("\n", "\r");
        assertThat(after.lines().toList()).containsSubsequence(MAILETS.lines().toList());
    }

    @Test
    void findsThePlacesInALargeFile() throws Exception {
        String comment = "<!-- 日本語 <processor> & -->\n".repeat(20_000);
        file("mailetcontainer.xml", MAILETS.replace("    <processors>\n", comment + "    <processors>\n"));

        plan().write();

        assertThat(read("mailetcontainer.xml"))
                .contains("<processor state=\"root\" enableJmx=\"true\">\n            <!-- Authenticates");
        assertThat(plan().changes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            <processor state="relay" | <processor state="out" | mailetcontainer.xml has no processor "relay" that hands mail to other servers
            <processor state="root"  | <processor state="ROOT" | mailetcontainer.xml has no processor "root"
            <processor state="transport" | <processor state="go" | mailetcontainer.xml has no processor "transport"
            match="All" class="ToProcessor" | match="All" class="Null" | no <mailet match="All" class="ToProcessor"> hands all mail on
            <processor state="relay" | <processor state="list"/><processor state="relay" | has other processors of these names already: "list". Remove them first
            <processors>             | <ours>               | mailetcontainer.xml cannot be read
            """)
    void refusesWhatItCannotPlace(String text, String other, String told) throws Exception {
        String before = MAILETS.replace(text, other);
        file("mailetcontainer.xml", before);

        assertThatThrownBy(this::plan).isInstanceOf(UnplaceableException.class).hasMessageContaining(told);
        assertThat(read("mailetcontainer.xml")).isEqualTo(before);
    }

    @Test
    void refusesAFileThatIsNotInUtf8() throws Exception {
        Files.write(
                folder.resolve("mailetcontainer.xml"),
                MAILETS.replace("ours", "über").getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(this::plan).hasMessageContaining("mailetcontainer.xml is not in UTF-8");
    }

    @Test
    void refusesAnotherSampleAfterTheFirst() throws Exception {
        file("mailetcontainer.xml", MAILETS);
        plan().write();

        assertThatThrownBy(() -> Installation.plan(new SampleChoice("postgres", "alias", "lists.example.org"), folder))
                .hasMessageContaining("already: \"list\"");
    }

    @Test
    void refusesAnUnknownName() {
        assertThatThrownBy(() -> Installation.plan(new SampleChoice("spring", "alias"), folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no server \"spring\"; there are distributed, jpa, memory, postgres");
    }

    @Test
    void putsTheHandlersBeforeJamesOwnWhereOtherServersConnect() throws Exception {
        file("mailetcontainer.xml", MAILETS);
        file("smtpserver.xml", SMTP);

        plan().write();

        assertThat(read("smtpserver.xml"))
                .containsOnlyOnce("DmarcHook\"")
                .containsOnlyOnce("ListRcptHandler\"")
                .containsSubsequence(
                        "ListRcptHandler", "ValidRcptHandler", "DmarcHook", "</handlerchain>", "0.0.0.0:587");
    }

    @Test
    void saysWhereTheHookFoundNoPlace() throws Exception {
        file("mailetcontainer.xml", MAILETS);
        file("smtpserver.xml", SMTP.replace(":25<", ":2525<"));

        Installation installation = plan();

        assertThat(names(installation)).doesNotContain("smtpserver.xml");
        assertThat(installation.notes()).anyMatch(note -> note.contains("put DmarcHook into"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
            memory    | -        | is this James a "postgres"?
            cassandra | cassandra | Held posts are kept under cassandra://
            file      | file      | Held posts are kept under file://
            """)
    void keepsMailWhereTheOperatorsStoreDoes(String protocol, String used, String told) throws Exception {
        file("mailetcontainer.xml", MAILETS);
        file(
                "mailrepositorystore.xml",
                "<mailrepositorystore><mailrepositories><mailrepository class=\"C\"><protocols><protocol>" + protocol
                        + "</protocol></protocols></mailrepository></mailrepositories></mailrepositorystore>");

        if (used == null) {
            assertThatThrownBy(this::plan).hasMessageContaining(told);
        } else {
            assertThat(plan().notes()).anyMatch(note -> note.contains(told));
            plan().write();
            assertThat(read("mailetcontainer.xml")).contains(used + "://var/mail/list-forged/");
        }
    }

    @Test
    void keepsMailWhereJamesDoesByItselfIfTheStoreNamesNothing() throws Exception {
        file("mailetcontainer.xml", MAILETS);
        file("mailrepositorystore.xml", "<mailrepositorystore/>");

        plan().write();

        assertThat(read("mailetcontainer.xml")).contains("postgres://var/mail/list-forged/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            a=b                             | a=b;;# ours;k=v;
            a=b;                            | a=b;;# ours;k=v;
            k=w;                            | k=w;
            extensions.routes=x, y;         | extensions.routes=x, y,z;;# ours;k=v;
            extensions.routes: x,\\;  y;b=c; | extensions.routes: x,\\;  y,z;b=c;;# ours;k=v;
            extensions.routes=;k=1;         | extensions.routes=y,z;k=1;
            """)
    void mergesProperties(String before, String after) {
        String sample = "# ours\nk=v\nextensions.routes=y,z\n# no key\n";

        String merged = PropertiesText.with(before.replace(';', '\n'), sample);

        assertThat(merged.replace("\nextensions.routes=y,z\n", "")
                        .replace('\n', ';')
                        .strip())
                .isEqualTo(after.strip());
    }

    @Test
    void keepsPermissionsAndLinks() throws Exception {
        file("real.properties", "enabled=true\n");
        Files.setPosixFilePermissions(folder.resolve("real.properties"), PosixFilePermissions.fromString("rw-------"));
        Files.createSymbolicLink(folder.resolve("webadmin.properties"), Path.of("real.properties"));
        file("mailetcontainer.xml", MAILETS);

        plan().write();

        assertThat(folder.resolve("webadmin.properties")).isSymbolicLink();
        assertThat(read("real.properties")).startsWith("enabled=true\n").contains("extensions.routes=");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("real.properties"))))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".new"));
        }
    }
}
