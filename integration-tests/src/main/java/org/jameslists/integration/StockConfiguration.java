package org.jameslists.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jameslists.samples.Installation;
import org.jameslists.samples.SampleChoice;
import org.jameslists.samples.UnplaceableException;

/**
 * The configuration that comes with James, as its own project starts the memory application with it: the build takes it
 * out of the tests' jar of that application, since no archive or image of James can be had from Maven Central. Then the
 * sample {@code stock} is put into it, as {@code listauth configure} does.
 */
public final class StockConfiguration {
    /** The sample that is meant for it. */
    public static final String SAMPLE = "stock";

    private static final String MAILETS = "mailetcontainer.xml";
    private static final Pattern REMOTE_DELIVERY =
            Pattern.compile("<mailet match=\"[^\"]*\" class=\"RemoteDelivery\">.*?</mailet>", Pattern.DOTALL);

    private StockConfiguration() {}

    /**
     * Lays it out.
     *
     * @param folder a new folder
     * @return the folder
     */
    public static Path in(Path folder) throws IOException {
        Path shipped = Path.of(System.getProperty("james.configuration"));
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(shipped)) {
            files.filter(Files::isRegularFile).forEach(file -> copy(file, folder.resolve(file.getFileName())));
        }
        Files.writeString(folder.resolve("webadmin.properties"), "enabled=true\n");
        Files.writeString(folder.resolve("jmx.properties"), "jmx.enabled=false\n");
        Files.writeString(folder.resolve(MAILETS), asInTheImage(read(folder.resolve(MAILETS))));
        try {
            Installation.plan(new SampleChoice("memory", SAMPLE), folder).write();
        } catch (UnplaceableException e) {
            throw new IllegalStateException(e);
        }
        return folder;
    }

    /** The image has remote delivery in a processor of its own; and a mailet that fails is for James' tests alone. */
    private static String asInTheImage(String mailets) {
        Matcher delivery = REMOTE_DELIVERY.matcher(mailets);
        if (!delivery.find()) {
            throw new IllegalStateException("James' configuration has no RemoteDelivery");
        }
        String relay = "<processor state=\"relay\">"
                + delivery.group().replaceFirst("match=\"[^\"]*\"", "match=\"All\"") + "</processor>";
        return delivery.replaceFirst(Matcher.quoteReplacement(delivery.group().replaceFirst("(?s)class=.*", "")
                        + "class=\"ToProcessor\"><processor>relay</processor></mailet>"))
                .replaceFirst("(?s)<mailet match=\"[^\"]*\" class=\"org.apache.james.ErrorMailet\">.*?</mailet>", "")
                .replace("</processors>", relay + "</processors>");
    }

    private static void copy(Path from, Path to) {
        try {
            // servers that no test asks listen on loopback too; James' tests have the keystore on their class path
            Files.writeString(
                    to,
                    Files.readString(from, StandardCharsets.ISO_8859_1)
                            .replace("0.0.0.0", "127.0.0.1")
                            .replace("classpath://keystore", "file://conf/keystore"),
                    StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
