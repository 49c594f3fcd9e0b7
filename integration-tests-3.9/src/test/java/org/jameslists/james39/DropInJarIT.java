package org.jameslists.james39;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.jameslists.testing.linkage.ClassPath;
import org.jameslists.testing.linkage.Linkage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar for James 3.9 fits what James 3.9.0 ships. What is in it is tested where it is made. */
class DropInJarIT {
    private static final Path JAR = Path.of(System.getProperty("drop-in.jar"));
    private static List<Path> james;

    @BeforeAll
    static void readTheClassPathOfJames() throws IOException {
        james = ClassPath.listedIn(Path.of(System.getProperty("james.class-path")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "james-server-core-3.9.0",
                "james-server-mailetcontainer-impl-3.9.0",
                "apache-jspf-resolver-1.0.5",
                "apache-mime4j-core-0.8.13",
                "bcpkix-jdk18on-1.81",
                "bcprov-jdk18on-1.81",
                "dnsjava-3.6.3",
                "guava-33.4.8-jre",
                "guice-7.0.0",
                "jackson-databind-2.19.1",
                "jakarta.mail-2.0.3",
                "slf4j-api-2.0.17"
            })
    void shouldBeComparedWithWhatJames3_9_0Ships(String artifact) {
        assertThat(james).extracting(path -> path.getFileName().toString()).contains(artifact + ".jar");
    }

    @Test
    void shouldFindAllItRefersToInJames3_9() throws IOException {
        assertThat(Linkage.broken(JAR, james, DropInJarIT::isNotAtHand)).isEmpty();
    }

    /** Only a distributed James has it, and no other one loads what refers to it. */
    private static final String CASSANDRA_DRIVER = "com.datastax.oss.driver.";

    /**
     * WebAdmin of 3.9.0, which Maven Central lacks, with its fork of Spark: the routes alone refer to them. Of what they use
     * its sources have the same signatures as those of 3.8.1, on jakarta.servlet.
     */
    private static boolean isNotAtHand(String name) {
        return NOT_AT_HAND.contains(name)
                || name.startsWith("org.apache.james.webadmin.")
                || name.startsWith(CASSANDRA_DRIVER)
                || name.startsWith("jakarta.servlet.")
                || name.startsWith("spark.");
    }

    /** Classes of 3.9.0 that Maven Central lacks: those of its SMTP server, which the hooks alone refer to. */
    private static final Set<String> NOT_AT_HAND = Set.of(
            "org.apache.james.protocols.smtp.SMTPSession",
            "org.apache.james.protocols.smtp.hook.HookResult",
            "org.apache.james.protocols.smtp.hook.HookResult$Builder",
            "org.apache.james.protocols.smtp.hook.HookReturnCode",
            "org.apache.james.protocols.smtp.hook.RcptHook",
            "org.apache.james.smtpserver.JamesMessageHook");

    @Test
    void shouldNotRepeatAnyClassOfJames() throws IOException {
        try (ClassPath ours = ClassPath.of(List.of(JAR));
                ClassPath theirs = ClassPath.of(james)) {
            assertThat(ours.classNames()).doesNotContainAnyElementsOf(theirs.classNames());
        }
    }

    @Test
    void shouldBeFoundInTheExtensionsFolderOnly() {
        assertThatThrownBy(() -> Class.forName("org.jameslists.mail.Message"))
                .isInstanceOf(ClassNotFoundException.class);
    }
}
