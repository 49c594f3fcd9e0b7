package org.jameslists.mail;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * U-labels to A-labels (RFC 5890 §2.3.2.1, RFC 5891).
 *
 * <p>It does not use {@link java.net.IDN}, which is IDNA2003 and turns {@code ß} into {@code ss}: that is another
 * domain than the one that a mail program shows. Text is mapped as in RFC 5895 §2 and in today's browsers (UTS 46,
 * non-transitional): compatibility forms, lower case, NFC. It does not check which scripts a registry allows: a name
 * that nobody can register has no records.
 */
final class Idna {
    private static final String ACE_PREFIX = "xn--";
    private static final int LONGEST_LABEL = 63;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private Idna() {}

    /** The labels of a name as written, without the empty one after a final dot; none for an empty name. */
    static List<String> labels(String name) {
        List<String> labels = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < name.length(); i++) {
            if (isDot(name.charAt(i))) {
                labels.add(name.substring(start, i));
                start = i + 1;
            }
        }
        if (start < name.length()) {
            labels.add(name.substring(start));
        }
        return labels;
    }

    /** RFC 5895 §2, step 4, and RFC 3490 §3.1: the ideographic, fullwidth and halfwidth full stops are also dots. */
    private static boolean isDot(char c) {
        return c == '.' || c == '\u3002' || c == '\uff0e' || c == '\uff61';
    }

    /** The ASCII form of a label; empty if it is not a label. */
    static Optional<String> toAscii(String label) {
        String mapped = Octets.isAscii(label) ? label.toLowerCase(Locale.ROOT) : map(label);
        if (!mapped.codePoints().allMatch(Idna::isLabelCharacter)) {
            return Optional.empty();
        }
        if (Octets.isAscii(mapped)) {
            return withinLength(mapped);
        }
        return mapped.startsWith(ACE_PREFIX)
                ? Optional.empty()
                : Punycode.encode(mapped).flatMap(encoded -> withinLength(ACE_PREFIX + encoded));
    }

    private static Optional<String> withinLength(String label) {
        return label.isEmpty() || label.length() > LONGEST_LABEL ? Optional.empty() : Optional.of(label);
    }

    /** Maps twice, since a compatibility form may be one of an upper-case letter. */
    private static String map(String label) {
        return Normalizer.normalize(lowerCase(Normalizer.normalize(lowerCase(label), Form.NFKC)), Form.NFKC);
    }

    /** Converts each letter alone, so that a capital sigma at the end does not become a final one. */
    private static String lowerCase(String text) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> !isIgnored(c))
                .forEach(c -> result.append(Character.toString(c).toLowerCase(Locale.ROOT)));
        return result.toString();
    }

    /** UTS 46 §4, "ignored": the soft hyphen and other invisible characters. */
    private static boolean isIgnored(int c) {
        return c == 0xad || c == 0x200b || c == 0x2060 || c == 0xfeff || (c >= 0xfe00 && c <= 0xfe0f);
    }

    private static boolean isLabelCharacter(int c) {
        if (c < 0x80) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.FORMAT -> c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER;
            default -> true;
        };
    }
}
