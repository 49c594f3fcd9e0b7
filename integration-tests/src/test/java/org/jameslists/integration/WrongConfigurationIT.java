package org.jameslists.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.jameslists.testing.PublishedKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A wrong configuration never runs: James does not start, and says which mailet, parameter and value are wrong. */
class WrongConfigurationIT {

    private static final String MAILETS = "mailetcontainer.xml";

    private final BuildLayout layout = BuildLayout.ofThisBuild();

    private static String mailet(String name) {
        return "//mailet[@class='org.jameslists.mailets." + name + "']";
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "a key file that is missing",
                        folder -> folder.set(MAILETS, mailet("DkimResign") + "/selectors", "absent"),
                        "DkimResign",
                        "selectors",
                        "absent"),
                mistake(
                        "a key that is no key",
                        folder -> folder.write("keys/ml.example.ac.jp.list.pem", "s3cret, but no key"),
                        "DkimResign",
                        "selectors",
                        "list",
                        "PEM"),
                mistake(
                        "an unknown parameter",
                        folder -> folder.setChild(MAILETS, mailet("MungeFrom"), "phrases", "{name}"),
                        "MungeFrom",
                        "phrases"),
                mistake(
                        "a bad address",
                        folder -> folder.setChild(MAILETS, mailet("MungeFrom"), "replies", "nobody-at-all"),
                        "MungeFrom",
                        "replies",
                        "nobody-at-all"),
                mistake(
                        "a bad bounce address",
                        folder -> folder.setChild(MAILETS, mailet("ExpandMembers"), "bounces", "no address"),
                        "ExpandMembers",
                        "bounces",
                        "no address"),
                mistake(
                        "a parameter that is missing",
                        folder -> folder.remove(MAILETS, mailet("SubjectPrefix") + "/prefix"),
                        "SubjectPrefix",
                        "prefix"),
                mistake(
                        "a policy that is none",
                        folder -> folder.set(
                                MAILETS,
                                mailet("MungeFrom") + "/@match",
                                "org.jameslists.matchers.IsDmarcRejectSender=policy=severe"),
                        "IsDmarcRejectSender",
                        "policy",
                        "severe"),
                mistake(
                        "an edit behind the signature",
                        folder -> folder.write(
                                MAILETS,
                                Files.readString(folder.file(MAILETS), StandardCharsets.UTF_8)
                                        .replaceFirst(
                                                "(?=<mailet [^>]*\"org.jameslists.mailets.ArcSeal\")",
                                                "<mailet match=\"All\" class=\"org.jameslists.mailets.ListHeaders\"/>")),
                        "ListHeaders",
                        "comes after DkimResign"),
                mistake(
                        "a key that is not published",
                        folder -> folder.setProperty("list-authentication.properties", "keys.check", "refuse")
                                .write(
                                        "keys/ml.example.ac.jp.list.pem",
                                        PublishedKey.rsa("example.org", "x").pem()),
                        "DkimResign",
                        "selectors",
                        "list._domainkey.ml.example.ac.jp"),
                mistake(
                        "a key of the shared file that is unknown",
                        folder -> folder.setProperty("list-authentication.properties", "authservid", "x"),
                        "list-authentication.properties",
                        "authservid"),
                mistake(
                        "DNS servers that are none",
                        folder -> folder.setProperty("list-authentication.properties", "dns.servers", "127.0.0.1:dns"),
                        "list-authentication.properties",
                        "dns.servers",
                        "127.0.0.1:dns"));
    }

    private static Arguments mistake(String name, ListScene.Change change, String... said) {
        return Arguments.of(name, change, List.of(said));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void stopsJamesAndNamesMailetParameterAndValue(String name, ListScene.Change change, List<String> said) {
        assertThatExceptionOfType(FailedStart.class)
                .isThrownBy(() -> start(change))
                .satisfies(
                        failure -> assertThat(failure.output()).contains(said).doesNotContain("s3cret"));
    }

    /** There is no old Java here: the jar's classes, but for one, are made those of a Java to come. */
    @Test
    @DisplayName("issue 12.10: James on a Java that is too old stops with a sentence")
    void saysInASentenceThatItsJavaIsTooOld(@TempDir Path folder) throws Exception {
        Path jar = forALaterJava(layout.extensionJar(), folder.resolve("list-authentication.jar"));

        assertThatExceptionOfType(FailedStart.class)
                .isThrownBy(() -> ListScene.start(
                        layout.sample("munge-resign-seal"), jar, ListScene.Change.NONE, EmbeddedJames::start))
                .satisfies(failure -> assertThat(failure.output())
                        .contains("James List Authentication needs Java 17 or newer, and this James runs on Java "));
    }

    private static Path forALaterJava(Path jar, Path copy) throws IOException {
        try (ZipFile from = new ZipFile(jar.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                byte[] bytes;
                try (InputStream in = from.getInputStream(entry)) {
                    bytes = in.readAllBytes();
                }
                if (entry.getName().endsWith(".class") && !entry.getName().endsWith("/JavaVersionModule.class")) {
                    // JVMS §4.1: the major version, in bytes 6 and 7
                    ByteBuffer.wrap(bytes).putShort(6, (short) 200);
                }
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(bytes);
            }
        }
        return copy;
    }

    @Test
    void letsAnotherJamesStartAfterwards() throws Exception {
        assertThatExceptionOfType(FailedStart.class)
                .isThrownBy(() -> start(folder -> folder.remove(MAILETS, "//mailet[@class='RemoveMimeHeader']")))
                .satisfies(failure -> assertThat(failure.output()).contains("RemoveMimeHeader"));
        try (ListScene scene = start(ListScene.Change.NONE)) {
            assertThat(scene.james().webAdmin().queueSize("spool")).isZero();
        }
    }

    private ListScene start(ListScene.Change change) throws FailedStart, IOException, InterruptedException {
        return ListScene.start(layout.sample("munge-resign-seal"), layout.extensionJar(), change, EmbeddedJames::start);
    }
}
