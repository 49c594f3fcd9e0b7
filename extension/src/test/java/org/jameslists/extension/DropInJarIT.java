package org.jameslists.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

import org.jameslists.testing.linkage.ClassPath;
import org.jameslists.testing.linkage.Linkage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the jars that an operator drops into James' extensions-jars folder, and how it fits James 3.8. */
class DropInJarIT {
    private static final String OURS = "org/jameslists/";

    /** Whatever else turns up in a jar was put there by mistake, or belongs under {@code org.jameslists.shaded}. */
    private static final Set<String> PACKAGES = Set.of(
            "administration",
            "arc",
            "authentication",
            "dkim",
            "dmarc",
            "dns",
            "forecast",
            "hooks",
            "james/health",
            "james/lists",
            "james/mail",
            "james/reception",
            "james/settings",
            "list",
            "mail",
            "mail/mime",
            "mailets",
            "matchers",
            "results",
            "samples",
            "signature",
            "spf");

    private static final String DESCRIPTOR = "META-INF/maven/org.jameslists/james-list-authentication-extension/";
    /** Forecasts say what our samples would make of a post. */
    private static final Pattern SAMPLE = Pattern.compile("org/jameslists/samples/conf/[a-z0-9/-]+\\.(xml|properties)");

    /** The page by which members leave. */
    private static final Pattern PAGE =
            Pattern.compile("org/jameslists/administration/(leave\\.css|(leave|left)\\.[a-z]{2}\\.html)");

    private static final Set<String> OTHER_FILES = Set.of(
            "META-INF/MANIFEST.MF",
            "META-INF/LICENSE",
            "META-INF/NOTICE",
            DESCRIPTOR + "pom.xml",
            DESCRIPTOR + "pom.properties");

    private static List<Path> james;

    @BeforeAll
    static void readTheClassPathOfJames() throws IOException {
        james = ClassPath.listedIn(Path.of(System.getProperty("james.class-path")));
    }

    @ParameterizedTest
    @EnumSource
    void shouldHoldClassesOfOurPackagesOnly(DropIn jar) throws IOException {
        assertThat(jar.classes()).isNotEmpty().extracting(ZipEntry::getName).allSatisfy(name -> assertThat(PACKAGES)
                .contains(name.substring(OURS.length(), name.lastIndexOf('/'))));
    }

    @ParameterizedTest
    @EnumSource
    void shouldHoldItsLicenceAndNoOtherFile(DropIn jar) throws IOException {
        assertThat(jar.files())
                .extracting(ZipEntry::getName)
                .filteredOn(name -> !name.endsWith(".class")
                        && !SAMPLE.matcher(name).matches()
                        && !PAGE.matcher(name).matches())
                .containsExactlyInAnyOrderElementsOf(OTHER_FILES);
    }

    @Test
    void shouldHoldTheSameFilesForBothVersionsOfJames() throws IOException {
        assertThat(names(DropIn.JAMES_3_9)).containsExactlyInAnyOrderElementsOf(names(DropIn.JAMES_3_8));
    }

    private static List<String> names(DropIn jar) throws IOException {
        return jar.files().stream().map(ZipEntry::getName).toList();
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotRepeatAnyClassOfJames(DropIn jar) throws IOException {
        try (ClassPath ours = ClassPath.of(List.of(jar.path()));
                ClassPath theirs = ClassPath.of(james)) {
            assertThat(ours.classNames()).doesNotContainAnyElementsOf(theirs.classNames());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "james-server-memory-app-3.8.1",
                "apache-jspf-resolver-1.0.3",
                "apache-mime4j-core-0.8.9",
                "bcpkix-jdk15on-1.70",
                "bcprov-jdk15on-1.70",
                "dnsjava-3.5.2",
                "guava-31.1-jre",
                "guice-5.1.0",
                "jackson-databind-2.14.1",
                "javax.mail-1.6.2",
                "slf4j-api-2.0.6"
            })
    void shouldBeComparedWithWhatJames3_8_1Ships(String artifact) {
        assertThat(james).extracting(path -> path.getFileName().toString()).contains(artifact + ".jar");
    }

    @Test
    void shouldFindAllItRefersToInJames3_8() throws IOException {
        assertThat(Linkage.broken(DropIn.JAMES_3_8.path(), james, name -> false))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotNameTheMailApiOfTheOtherJames(DropIn jar) throws IOException {
        List<String> classes = jar.contents(jar.classes()).stream()
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .toList();
        assertThat(classes)
                .noneMatch(text -> text.contains(jar.foreignMail())
                        || text.contains(jar.foreignMail().replace('/', '.')));
    }

    /** One class loads on an older Java, and says there that the others do not. */
    @ParameterizedTest
    @EnumSource
    void shouldRunOnJava17(DropIn jar) throws IOException {
        String forAnOldJava = "org/jameslists/administration/JavaVersionModule.class";
        // JVMS §4.1: magic, minor and major version; 52 is Java 8, 61 is Java 17.
        assertThat(versions(
                        jar,
                        jar.classes().stream()
                                .filter(name -> name.getName().equals(forAnOldJava))
                                .toList()))
                .containsExactly(52);
        assertThat(versions(
                        jar,
                        jar.classes().stream()
                                .filter(name -> !name.getName().equals(forAnOldJava))
                                .toList()))
                .containsOnly(61);
    }

    private static List<Integer> versions(DropIn jar, List<ZipEntry> classes) throws IOException {
        return jar.contents(classes).stream()
                .map(bytes -> (int) ByteBuffer.wrap(bytes).getShort(6))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void shouldBearNoDateButTheOneOfTheBuild(DropIn jar) throws IOException {
        Instant built = Instant.parse(System.getProperty("drop-in.timestamp"));
        assertThat(jar.files())
                .extracting(file -> file.getTimeLocal().toInstant(ZoneOffset.UTC))
                .containsOnly(built);
    }
}
