package org.jameslists.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * An addr-spec (RFC 5322 §3.4.1) and the comments in it.
 *
 * @param localPart without comments and white space, quotes kept; decoded from UTF-8 (RFC 6532 §3.2)
 * @param domain without comments and white space; decoded from UTF-8
 * @param comments the comments from left to right, their parentheses kept
 */
record AddressSpec(String localPart, String domain, List<String> comments) {
    /**
     * RFC 5321 §4.5.3.1: 64 bytes for the local part, 255 for the domain; more is accepted, since not everybody obeys.
     */
    private static final int MAX_LENGTH = 500;

    static AddressSpec parse(String octets) throws HeaderSyntaxException {
        List<String> comments = new ArrayList<>();
        String compact = withoutRoute(compact(octets, comments));
        int at = compact.lastIndexOf('@');
        if (at < 0) {
            throw new HeaderSyntaxException("there is no '@'");
        }
        String localPart = compact.substring(0, at);
        String domain = compact.substring(at + 1);
        if (compact.length() > MAX_LENGTH) {
            throw new HeaderSyntaxException("the address is longer than any path in SMTP");
        }
        requireLocalPart(localPart);
        requireDomain(domain);
        return new AddressSpec(utf8(localPart), utf8(domain), List.copyOf(comments));
    }

    Mailbox mailbox(DisplayName name) {
        return new Mailbox(name, localPart, domain);
    }

    /** The comments in text that must contain nothing else. */
    static List<String> onlyComments(String octets) throws HeaderSyntaxException {
        List<String> comments = new ArrayList<>();
        if (!compact(octets, comments).isEmpty()) {
            throw new HeaderSyntaxException("text follows the address in brackets");
        }
        return comments;
    }

    static boolean isOnlyComments(String octets) {
        try {
            onlyComments(octets);
            return true;
        } catch (HeaderSyntaxException e) {
            return false;
        }
    }

    /** The comments in text that may contain other things. */
    static List<String> commentsOf(String octets) throws HeaderSyntaxException {
        List<String> comments = new ArrayList<>();
        for (int i = 0; i < octets.length(); ) {
            char c = octets.charAt(i);
            int end = c == '"' ? Quoted.stringEnd(octets, i) : c == '(' ? Quoted.commentEnd(octets, i) : i + 1;
            if (c == '(') {
                comments.add(octets.substring(i, end));
            }
            i = end;
        }
        return comments;
    }

    /**
     * RFC 5322 §4.4: comments and white space may be around each dot and around the {@code @}. Between two words, they
     * mean that this is not an address.
     */
    private static String compact(String octets, List<String> comments) throws HeaderSyntaxException {
        StringBuilder compact = new StringBuilder(octets.length());
        boolean gap = false;
        for (int i = 0; i < octets.length(); ) {
            char c = octets.charAt(i);
            if (c == '(') {
                int end = Quoted.commentEnd(octets, i);
                comments.add(octets.substring(i, end));
                gap = true;
                i = end;
            } else if (Octets.isSpace(c)) {
                gap = true;
                i++;
            } else {
                if (gap && !compact.isEmpty() && !isJoint(c) && !isJoint(compact.charAt(compact.length() - 1))) {
                    throw new HeaderSyntaxException("there are two words, but only one is allowed");
                }
                int end = c == '"' ? Quoted.stringEnd(octets, i) : i + 1;
                compact.append(octets, i, end);
                gap = false;
                i = end;
            }
        }
        return compact.toString();
    }

    private static boolean isJoint(char c) {
        return ".@,:".indexOf(c) >= 0;
    }

    /** RFC 5322 §4.4: a source route before the address is ignored. */
    private static String withoutRoute(String compact) throws HeaderSyntaxException {
        if (!compact.startsWith("@")) {
            return compact;
        }
        int colon = compact.indexOf(':');
        if (colon < 0) {
            throw new HeaderSyntaxException("the local part is empty");
        }
        return compact.substring(colon + 1);
    }

    /** Requires words and dots; see {@link Mailbox} for dots beyond RFC 5322. */
    private static void requireLocalPart(String localPart) throws HeaderSyntaxException {
        if (localPart.isEmpty()) {
            throw new HeaderSyntaxException("the local part is empty");
        }
        boolean wordBefore = false;
        for (int i = 0; i < localPart.length(); ) {
            char c = localPart.charAt(i);
            if (c == '"') {
                int end = Quoted.stringEnd(localPart, i);
                boolean wordAfter = end < localPart.length() && localPart.charAt(end) != '.';
                if (wordBefore || wordAfter || hasControl(localPart.substring(i, end))) {
                    throw new HeaderSyntaxException("the quoted-string in the local part is invalid");
                }
                i = end;
            } else if (c == '.' || Octets.isAtext(c) || c >= 0x80) {
                wordBefore = c != '.';
                i++;
            } else {
                throw new HeaderSyntaxException("the local part contains " + shown(c));
            }
        }
    }

    private static void requireDomain(String domain) throws HeaderSyntaxException {
        if (domain.startsWith("[") && domain.endsWith("]") && domain.length() > 2) {
            String content = domain.substring(1, domain.length() - 1);
            if (hasControl(content) || content.contains("[") || content.contains("]") || !Octets.isAscii(content)) {
                throw new HeaderSyntaxException("the domain literal is invalid");
            }
            return;
        }
        for (String label : domain.split("\\.", -1)) {
            if (label.isEmpty()) {
                throw new HeaderSyntaxException("a label of the domain is empty");
            }
            OptionalInt wrong = label.chars()
                    .filter(c -> !Octets.isAtext((char) c) && c < 0x80)
                    .findFirst();
            if (wrong.isPresent()) {
                throw new HeaderSyntaxException("the domain contains " + shown((char) wrong.getAsInt()));
            }
        }
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(c -> c < ' ' || c == 0x7f);
    }

    private static String shown(char c) {
        return c > ' ' && c < 0x7f ? "'" + c + "'" : "byte " + (int) c;
    }

    private static String utf8(String octets) throws HeaderSyntaxException {
        return MailCharset.decodeStrictly(octets, StandardCharsets.UTF_8)
                .orElseThrow(() -> new HeaderSyntaxException("the address is neither ASCII nor UTF-8"));
    }
}
