package org.jameslists.mail;

import java.util.regex.Pattern;

/** Text from outside that readers will take for the name of who wrote. */
public final class SafeText {
    /** Explicit directions and invisible characters, with which a name can be made to look like another. */
    private static final Pattern DECEPTIVE =
            Pattern.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]");

    private static final Pattern CONTROLS_AND_SPACE = Pattern.compile("[\\p{Cc}\u2028\u2029 ]+");
    private static final Pattern UNPAIRED = Pattern.compile("[\\ud800-\\udfff]");

    private static final int LONGEST_TOLD = 500;

    private static final String AT = "@\uff20\ufe6b";
    private static final String DOMAIN_CHARACTER = "[^\\s" + AT + "<>()\\[\\]\"',;:]*";
    private static final Pattern AT_DOMAIN =
            Pattern.compile("[" + AT + "]" + DOMAIN_CHARACTER + "[.\uff0e\u3002\uff61]" + DOMAIN_CHARACTER);

    private SafeText() {}

    /** Text in one line, without controls and characters that change what readers see; runs of spaces become one. */
    public static String line(String text) {
        String seen = DECEPTIVE.matcher(text).replaceAll("");
        return CONTROLS_AND_SPACE
                .matcher(UNPAIRED.matcher(seen).replaceAll(""))
                .replaceAll(" ")
                .strip();
    }

    /** As {@link #line} and cut off where it gets long: for a log, a reply, a notice or an attribute. */
    public static String told(String text) {
        String line = line(text.substring(0, Math.min(text.length(), LONGEST_TOLD)));
        return text.length() > LONGEST_TOLD ? line + "..." : line;
    }

    /** As {@link #line}, and no address can be read in it: {@code jane@example.org} becomes {@code jane...}. */
    public static String name(String text) {
        return AT_DOMAIN.matcher(line(text)).replaceAll("...");
    }
}
