package org.jameslists.samples;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the lines of a sample into a properties file, after the lines that it has. */
final class PropertiesText {
    /** Keys of James whose values are lists, to which ours are added. */
    private static final Set<String> LISTS =
            Set.of("extensions.routes", "additional.healthchecks", "guice.extension.module", "guice.extension.task");

    /** Lines of comment, and then a key with its value. */
    private static final Pattern BLOCK =
            Pattern.compile("(?:^#[^\\n]*\\n)*^([^#\\s=]+)=([^\\n]*)\\n", Pattern.MULTILINE);

    private PropertiesText() {}

    /** The text with each key of the sample: an existing key keeps its value, and a list gets the words that it lacks. */
    static String with(String text, String sample) {
        if (text.isEmpty()) {
            return sample;
        }
        String result = text;
        Properties present = read(text);
        for (Matcher block = BLOCK.matcher(sample); block.find(); ) {
            String key = block.group(1);
            if (!present.containsKey(key)) {
                result = append(result, block.group());
            } else if (LISTS.contains(key)) {
                result = extend(result, key, missing(present.getProperty(key), block.group(2)));
            }
        }
        return result;
    }

    /** A sample's text with other values of some keys, each of which is there on a line of its own. */
    static String withValues(String sample, String values) {
        String result = sample;
        for (Matcher block = BLOCK.matcher(values); block.find(); ) {
            result = result.replaceFirst(
                    "(?m)^" + Pattern.quote(block.group(1)) + "=.*$",
                    Matcher.quoteReplacement(block.group(1) + "=" + block.group(2)));
        }
        return result;
    }

    private static Properties read(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static String append(String text, String block) {
        String separator = text.contains("\r\n") ? "\r\n" : "\n";
        String end = text.endsWith("\n") ? separator : separator + separator;
        return text + end + block.replace("\n", separator);
    }

    private static List<String> missing(String present, String wanted) {
        List<String> words = new ArrayList<>(Arrays.asList(wanted.split(",", -1)));
        words.removeAll(Arrays.asList(present.strip().split("\\s*,\\s*", -1)));
        return words;
    }

    /** Adds words at the end of a value, which may go on over several lines. */
    private static String extend(String text, String key, List<String> words) {
        if (words.isEmpty()) {
            return text;
        }
        Pattern value = Pattern.compile(
                "^[ \\t]*" + Pattern.quote(key) + "[ \\t]*[=:](?:[^\\r\\n\\\\]|\\\\\\r?\\n|\\\\.)*", Pattern.MULTILINE);
        Matcher found = value.matcher(text);
        if (!found.find()) {
            return append(text, key + "=" + String.join(",", words) + "\n");
        }
        String line = found.group().stripTrailing();
        String separator = line.matches("(?s).*[=:]") ? "" : ",";
        return text.substring(0, found.start())
                + line
                + separator
                + String.join(",", words)
                + text.substring(found.end());
    }
}
