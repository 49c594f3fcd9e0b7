package org.jameslists.results;

import java.util.Arrays;
import java.util.List;

import org.jameslists.mail.HeaderField;

/**
 * The content of an Authentication-Results field (RFC 8601): who tested the message, and the result of each method.
 *
 * <p>Reading drops comments. A value that is written and read again is the same value. It has no version: only fields
 * of version 1 are read (RFC 8601 §2.6).
 *
 * @param authservId who tested, without quoting (RFC 8601 §2.5); empty if a sender wrote none. Cleaned like
 *     {@link Property#value()}
 * @param results the results in the order written; an empty list means {@code none}: nothing was tested
 */
public record AuthenticationResults(String authservId, List<MethodResult> results) {
    /** The name of the field. */
    public static final String FIELD_NAME = "Authentication-Results";

    private static final int LONG_ID = 40;

    /** Cleans and copies. */
    public AuthenticationResults {
        authservId = Text.clean(authservId);
        results = List.copyOf(results);
    }

    /** These results, reported by {@code authservId}; without results, {@code none}. */
    public static AuthenticationResults of(String authservId, MethodResult... results) {
        return new AuthenticationResults(authservId, Arrays.asList(results));
    }

    /**
     * Reads a field's value, whatever its name.
     *
     * @throws MalformedResultsException if it is not a payload of version 1
     */
    public static AuthenticationResults parse(HeaderField field) throws MalformedResultsException {
        return parse(field.text());
    }

    /**
     * Reads a payload: what follows {@code Authentication-Results:}, or after {@code i=N;} in an
     * ARC-Authentication-Results field. Takes time linear in its length, and no stack for nested comments.
     *
     * @param payload the text, folded or not
     * @throws MalformedResultsException if it is not a payload of version 1
     */
    public static AuthenticationResults parse(String payload) throws MalformedResultsException {
        return new ResultsParser(payload).parse();
    }

    /** The results of a method, of its version 1: others may mean something else (RFC 8601 §2.6). */
    public List<MethodResult> results(String method) {
        return results.stream()
                .filter(result -> result.method().equals(method) && result.version() == 1)
                .toList();
    }

    /**
     * The payload, without the field's name: one result a line, folded below 78 columns where there is a space to fold
     * at, no line above 998 bytes.
     *
     * <p>UTF-8 is kept, in quoted-strings and addresses: RFC 8601 §1.5.2 and §2.5 allow it in an internationalized
     * message, and it comes only from one. For other messages there is {@link #inAscii()}.
     */
    public String format() {
        String id = Text.formatValue(authservId);
        boolean longId = id.length() > LONG_ID;
        StringBuilder text = new StringBuilder(longId ? "\r\n" : "");
        Folding.append(text, (longId ? " " : "") + id + (results.isEmpty() ? "; none" : ";"));
        for (int i = 0; i < results.size(); i++) {
            text.append("\r\n");
            Folding.append(text, " " + results.get(i) + (i < results.size() - 1 ? ";" : ""));
        }
        return text.toString();
    }

    /** The whole field, to be put on top of the message (RFC 8601 §4.1). */
    public HeaderField toField() {
        return HeaderField.of(FIELD_NAME, format());
    }

    /**
     * The same in ASCII, for a message that is not internationalized: U-labels become A-labels; a property that has no
     * ASCII form is left out, as RFC 8601 §2.2 allows; other characters of a reason become {@code ?}.
     */
    public AuthenticationResults inAscii() {
        return new AuthenticationResults(
                AsciiForm.ofDomain(authservId).orElseGet(() -> AsciiForm.ofWords(authservId)),
                results.stream().map(AsciiForm::of).toList());
    }

    /** The payload as {@link #format()} writes it, for logs. */
    @Override
    public String toString() {
        return format();
    }
}
