package org.jameslists.mail;

import java.util.regex.Pattern;

/** Makes text from strangers safe to show. */
public final class SafeText {
    /** Direction controls and invisible characters, which can make a name look like another. */
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

    /** Text on one line, without controls and characters that change what readers see; several spaces become one. */
    public static String line(String text) {
        String seen = DECEPTIVE.matcher(text).replaceAll("");
        return CONTROLS_AND_SPACE
                .matcher(UNPAIRED.matcher(seen).replaceAll(""))
                .replaceAll(" ")
                .strip();
    }

    /** Like {@link #line}, but cut off if it is long: for a log, a reply, a notice or an attribute. */
    public static String told(String text) {
        String line = line(text.substring(0, Math.min(text.length(), LONGEST_TOLD)));
        return text.length() > LONGEST_TOLD ? line + "..." : line;
    }

    /** Like {@link #line}, but without addresses: {@code jane@example.org} becomes {@code jane...}. */
    public static String name(String text) {
        return AT_DOMAIN.matcher(line(text)).replaceAll("...");
    }
}
