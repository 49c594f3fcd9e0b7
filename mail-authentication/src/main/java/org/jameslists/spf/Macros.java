package org.jameslists.spf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.james.jspf.core.DNSLookupContinuation;
import org.apache.james.jspf.core.DNSService;
import org.apache.james.jspf.core.MacroData;
import org.apache.james.jspf.core.MacroExpand;
import org.apache.james.jspf.core.SPFSession;
import org.apache.james.jspf.core.exceptions.PermErrorException;

import com.google.common.net.PercentEscaper;

/**
 * Expands macros (RFC 7208 §7). Replaces jSPF's own expander, which fails on {@code $} and {@code \} in the sender,
 * escapes before it splits, never finds the client's name, gives the time in milliseconds, and keeps the dot at the end
 * of a name.
 */
final class Macros extends MacroExpand {
    /** RFC 7208 §7.1: letter, how many parts from the right, whether reversed, where to split. */
    private static final Pattern MACRO = Pattern.compile("([a-z])([0-9]*)(r?)([-.+,/_=]*)", Pattern.CASE_INSENSITIVE);

    /** RFC 7208 §7.2: these are for explanations only. */
    private static final String EXPLANATION_LETTERS = "crt";

    /** RFC 7208 §7.3: the unreserved characters of RFC 3986 §2.3. */
    private static final PercentEscaper UNRESERVED = new PercentEscaper("-._~", false);

    /** RFC 7208 §7.3: longer names lose labels from the left. */
    private static final int LONGEST_NAME = 253;

    private final ClientNames clientNames;

    Macros(DNSService dns, ClientNames clientNames) {
        super(dns);
        this.clientNames = clientNames;
    }

    /** No question is needed before: {@code p} is looked up when it is expanded. */
    @Override
    public DNSLookupContinuation checkExpand(String input, SPFSession session, boolean isExplanation) {
        return null;
    }

    @Override
    public String expand(String input, MacroData data, boolean isExplanation) throws PermErrorException {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < input.length()) {
            char c = input.charAt(at);
            if (c != '%') {
                // RFC 7208 §7.1 macro-literal, §6.2 explain-string
                if (c > '~' || c < ' ' || (c == ' ' && !isExplanation)) {
                    throw new PermErrorException("a character that is not printable ASCII");
                }
                out.append(c);
                at++;
            } else if (input.startsWith("%{", at)) {
                int end = input.indexOf('}', at);
                out.append(macro(input.substring(at + 2, Math.max(end, at + 2)), data, isExplanation));
                at = end + 1;
            } else {
                out.append(escape(input, at));
                at += 2;
            }
        }
        return isExplanation ? out.toString() : fitted(out.toString());
    }

    private static String escape(String input, int at) throws PermErrorException {
        char next = at + 1 < input.length() ? input.charAt(at + 1) : 0;
        return switch (next) {
            case '%' -> "%";
            case '_' -> " ";
            case '-' -> "%20";
            default -> throw new PermErrorException("a % that begins no macro");
        };
    }

    private String macro(String text, MacroData data, boolean isExplanation) throws PermErrorException {
        Matcher macro = MACRO.matcher(text);
        if (!macro.matches()) {
            throw new PermErrorException("an invalid macro: %{" + text + "}");
        }
        String letter = macro.group(1).toLowerCase(Locale.ROOT);
        if (!isExplanation && EXPLANATION_LETTERS.contains(letter)) {
            throw new PermErrorException("a macro that only explanations have: %{" + text + "}");
        }
        List<String> parts = split(value(letter.charAt(0), data), macro.group(4).isEmpty() ? "." : macro.group(4));
        if (!macro.group(3).isEmpty()) {
            Collections.reverse(parts);
        }
        int kept = Math.min(parts.size(), count(macro.group(2)).orElse(parts.size()));
        String expanded = String.join(".", parts.subList(parts.size() - kept, parts.size()));
        // RFC 7208 §7.3: uppercase macros expand like lowercase ones, and are then escaped
        return letter.equals(macro.group(1)) ? expanded : UNRESERVED.escape(expanded);
    }

    /** RFC 7208 §7.3: a number must not be zero; a number larger than the number of parts means all. */
    private static Optional<Integer> count(String digits) throws PermErrorException {
        if (digits.isEmpty()) {
            return Optional.empty();
        }
        String significant = digits.replaceFirst("^0+", "");
        if (significant.isEmpty()) {
            throw new PermErrorException("a macro keeps no part");
        }
        return Optional.of(significant.length() > 3 ? Integer.MAX_VALUE : Integer.parseInt(significant));
    }

    private static List<String> split(String value, String delimiters) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < value.length(); i++) {
            if (delimiters.indexOf(value.charAt(i)) >= 0) {
                parts.add(value.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(value.substring(from));
        return parts;
    }

    /** RFC 7208 §7.2. */
    private String value(char letter, MacroData data) throws PermErrorException {
        return switch (letter) {
            case 's' -> data.getMailFrom();
            case 'l' -> data.getCurrentSenderPart();
            case 'o' -> data.getSenderDomain();
            case 'd' -> data.getCurrentDomain();
            case 'i' -> data.getMacroIpAddress();
            case 'p' -> clientNames.within(data.getCurrentDomain());
            case 'v' -> data.getInAddress();
            case 'h' -> data.getHostName();
            case 'c' -> data.getReadableIP();
            case 'r' -> "unknown"; // this server's name, which is not told to strangers' domains
            case 't' -> Long.toString(Instant.now().getEpochSecond());
            default -> throw new PermErrorException("an unknown macro: " + letter);
        };
    }

    private static String fitted(String name) {
        String fitted = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        while (fitted.length() > LONGEST_NAME && fitted.indexOf('.') >= 0) {
            fitted = fitted.substring(fitted.indexOf('.') + 1);
        }
        return fitted;
    }
}
