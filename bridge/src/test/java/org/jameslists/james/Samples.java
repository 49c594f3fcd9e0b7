package org.jameslists.james;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** The configurations shown in javadoc and in the pages under {@code docs}, to be loaded as James loads them. */
public final class Samples {
    private static final Pattern MAILET = Pattern.compile("<mailet\\s[^>]*/>|<mailet\\s.*?</mailet>", Pattern.DOTALL);

    private Samples() {}

    /**
     * One {@code mailet} element.
     *
     * @param match the matcher's class and condition, of {@code match} or {@code notmatch}
     * @param mailet the mailet's class
     * @param parameters each parameter's text, by name
     */
    public record Sample(String match, String mailet, Map<String, String> parameters) {
        /** The matcher's class. */
        public String matcher() {
            return match.replaceFirst("=.*", "");
        }

        /** The matcher's condition, or null. */
        public String condition() {
            return match.contains("=") ? match.substring(match.indexOf('=') + 1) : null;
        }
    }

    /** The names of the public classes of a package that can be made, by their source files. */
    public static List<String> concreteClasses(String packageName) {
        try (Stream<Path> files = Files.list(sources(packageName))) {
            return files.filter(file ->
                            read(file).contains("\npublic class ") || read(file).contains("\npublic final class "))
                    .map(file ->
                            packageName + '.' + file.getFileName().toString().replace(".java", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the javadoc of a class shows. */
    public static List<Sample> inJavadoc(String className) {
        int dot = className.lastIndexOf('.');
        return in(read(sources(className.substring(0, dot)).resolve(className.substring(dot + 1) + ".java"))
                .replaceAll("(?m)^ \\* ?", ""));
    }

    /** What a text shows. */
    public static List<Sample> in(String text) {
        List<Sample> samples = new ArrayList<>();
        for (Matcher found = MAILET.matcher(text); found.find(); ) {
            samples.add(parse(found.group()));
        }
        return samples;
    }

    private static Sample parse(String xml) {
        try {
            Element mailet = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement();
            Map<String, String> parameters = new LinkedHashMap<>();
            for (Node child = mailet.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child instanceof Element parameter) {
                    parameters.put(parameter.getTagName(), parameter.getTextContent());
                }
            }
            return new Sample(
                    mailet.getAttribute("match") + mailet.getAttribute("notmatch"),
                    mailet.getAttribute("class"),
                    parameters);
        } catch (Exception e) {
            throw new AssertionError("not a mailet element: " + xml, e);
        }
    }

    /** A page under {@code docs}, seen from a module's folder. */
    public static String page(String path) {
        return read(Path.of("..", "docs").resolve(path));
    }

    private static Path sources(String packageName) {
        return Path.of("src", "main", "java").resolve(packageName.replace('.', '/'));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
