package org.jameslists.results;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jameslists.mail.DomainName;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;

/**
 * The name of an administrative domain in Authentication-Results fields (RFC 8601 §2.5). It decides which fields of a
 * header are the domain's own.
 *
 * @param text the id without quoting, such as {@code ml.example.ac.jp}
 */
public record AuthservId(String text) {
    /** Requires an id that is not blank and that {@linkplain Property#value() cleaning} does not change. */
    public AuthservId {
        if (text.isBlank() || !Text.clean(text).equals(text)) {
            throw new IllegalArgumentException("not an authserv-id: " + Text.clean(text));
        }
    }

    /**
     * Whether another id is the same. Case does not matter, and an A-label equals its U-label (RFC 8601 §5).
     *
     * @param other an id without quoting
     */
    public boolean matches(String other) {
        return fold(text).equals(fold(other));
    }

    private static String fold(String id) {
        return DomainName.parse(id).map(DomainName::ascii).orElseGet(() -> id.toLowerCase(Locale.ROOT));
    }

    /**
     * Removes Authentication-Results fields that only your own hosts may write: those with this id (RFC 8601 §5), and
     * those of an unknown version, which §5 also wants removed. Use it for mail from outside, not for mail from a
     * trusted host.
     *
     * <p>It removes a field even if only a careless parser would find this id in it: such parsers exist.
     */
    public Header removeForged(Header header) {
        return header.without(this::isClaimedBy);
    }

    /**
     * Whether an Authentication-Results field claims to have this id, or may seem to: to a careless parser, or because
     * its version is unknown.
     */
    public boolean isClaimedBy(HeaderField field) {
        return field.is(AuthenticationResults.FIELD_NAME) && isClaimedBy(field.text());
    }

    private boolean isClaimedBy(String payload) {
        Optional<String> id = ResultsParser.authservId(payload);
        return id.filter(this::matches).isPresent()
                || matches(carelessId(payload))
                || ResultsParser.isOfUnknownVersion(payload);
    }

    /** The first word before the first semicolon, without quotes. */
    private static String carelessId(String payload) {
        String start = payload.substring(0, (payload + ';').indexOf(';'));
        return start.replace("\"", "").strip().split("[\\s(]", 2)[0];
    }

    /**
     * All results of this administrative domain for a message, for an ARC-Authentication-Results field: from the fields
     * with this id, from the top of the message down, each once (RFC 8617 §4.1.1). Unreadable fields are ignored.
     */
    public AuthenticationResults merge(Header header) {
        List<MethodResult> merged = header.all(AuthenticationResults.FIELD_NAME).stream()
                .flatMap(field -> ownResults(field).stream())
                .distinct()
                .toList();
        return new AuthenticationResults(text, merged);
    }

    private List<MethodResult> ownResults(HeaderField field) {
        try {
            AuthenticationResults results = AuthenticationResults.parse(field);
            return matches(results.authservId()) ? results.results() : List.of();
        } catch (MalformedResultsException unreadable) {
            return List.of();
        }
    }
}
