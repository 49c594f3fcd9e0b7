package org.jameslists.mail;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an address list (RFC 5322 §3.4, §4.4) from left to right. */
final class AddressParser {
    /**
     * An encoded-word that contains separators, against RFC 2047 §5 (3). It has none of the characters that make an
     * address, so it makes no difference to the addresses whether it is read as one word or in pieces.
     */
    private static final Pattern WORD_WITH_SEPARATORS =
            Pattern.compile("=\\?[A-Za-z0-9*_-]+\\?[BbQq]\\?[^?\\s@<>\"()\\[\\\\]*+\\?=");

    private final String text;
    private final Matcher wordWithSeparators;
    private final PhraseReader names;
    private int position;

    AddressParser(String octets, Optional<Charset> declared) {
        this.text = RawJapanese.toUtf8(octets);
        this.wordWithSeparators = WORD_WITH_SEPARATORS.matcher(text);
        this.names = new PhraseReader(MailCharset.guess(text, declared));
    }

    List<Address> parse() {
        List<Address> addresses = new ArrayList<>();
        while (skipEmptyElements()) {
            addresses.add(element(false));
        }
        return addresses;
    }

    /** RFC 5322 §4.4: elements of a list may be empty. */
    private boolean skipEmptyElements() {
        while (position < text.length()
                && (Octets.isSpace(text.charAt(position)) || isSeparator(text.charAt(position)))) {
            position++;
        }
        return position < text.length();
    }

    private static boolean isSeparator(char c) {
        return c == ',' || c == ';';
    }

    private Address element(boolean inGroup) {
        int start = position;
        try {
            int end = find(inGroup ? ",;<" : ",:;<");
            String before = text.substring(start, end);
            position = end;
            if (end < text.length() && text.charAt(end) == '<') {
                return inBrackets(before);
            }
            if (end < text.length() && text.charAt(end) == ':') {
                return group(before);
            }
            AddressSpec address = AddressSpec.parse(before);
            return address.mailbox(names.comment(address.comments()));
        } catch (HeaderSyntaxException e) {
            position = elementEnd(start);
            return new MalformedAddress(text.substring(start, position).strip(), e.getMessage());
        }
    }

    /** RFC 5322 §3.4: {@code [display-name] angle-addr}. */
    private Mailbox inBrackets(String phrase) throws HeaderSyntaxException {
        position++;
        int close = find("<>");
        if (close == text.length() || text.charAt(close) == '<') {
            throw new HeaderSyntaxException("'<' is not closed");
        }
        AddressSpec address = AddressSpec.parse(text.substring(position, close));
        position = close + 1;
        int end = find(",;");
        List<String> comments = new ArrayList<>(AddressSpec.commentsOf(phrase));
        comments.addAll(address.comments());
        comments.addAll(AddressSpec.onlyComments(text.substring(position, end)));
        position = end;
        DisplayName name = names.phrase(phrase);
        return address.mailbox(name.raw().isEmpty() ? names.comment(comments) : name);
    }

    /** RFC 5322 §3.4: {@code display-name ":" [group-list] ";"}. */
    private Group group(String phrase) throws HeaderSyntaxException {
        position++;
        List<Address> members = new ArrayList<>();
        while (true) {
            while (position < text.length()
                    && (Octets.isSpace(text.charAt(position)) || text.charAt(position) == ',')) {
                position++;
            }
            if (position == text.length()) {
                members.add(new MalformedAddress("", "the group is not closed by ';'"));
                return new Group(names.phrase(phrase), members);
            }
            if (text.charAt(position) == ';') {
                position++;
                return new Group(names.phrase(phrase), members);
            }
            int end = elementEnd(position);
            if (AddressSpec.isOnlyComments(text.substring(position, end))) {
                position = end;
            } else {
                members.add(element(true));
            }
        }
    }

    /**
     * The next of the characters outside quotes, comments and domain literals, or the end of the text.
     */
    private int find(String stops) throws HeaderSyntaxException {
        int at = position;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (stops.indexOf(c) >= 0) {
                return at;
            }
            at = switch (c) {
                case '"' -> Quoted.stringEnd(text, at);
                case '(' -> Quoted.commentEnd(text, at);
                case '[' -> literalEnd(at);
                case '=' -> wordEnd(at);
                default -> at + 1;
            };
        }
        return at;
    }

    private int wordEnd(int equals) {
        wordWithSeparators.region(equals, text.length());
        return wordWithSeparators.lookingAt() ? wordWithSeparators.end() : equals + 1;
    }

    /** A bracket opens a domain literal only after {@code @}; elsewhere, as in {@code [list] Jane}, it is text. */
    private int literalEnd(int open) throws HeaderSyntaxException {
        if (open == 0 || text.charAt(open - 1) != '@') {
            return open + 1;
        }
        int close = text.indexOf(']', open);
        if (close < 0) {
            throw new HeaderSyntaxException("'[' is not closed");
        }
        return close + 1;
    }

    /** Where a malformed element ends: at the next separator, or with the text if quotes or comments do not end. */
    private int elementEnd(int start) {
        position = start;
        try {
            return find(",;");
        } catch (HeaderSyntaxException e) {
            return text.length();
        }
    }
}
