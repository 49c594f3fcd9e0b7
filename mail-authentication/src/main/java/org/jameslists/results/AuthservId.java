package org.jameslists.results;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jameslists.mail.DomainName;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;

/**
 * The name under which an administrative domain speaks in Authentication-Results fields (RFC 8601 §2.5), and what it
 * decides: which fields of a header are its own.
 *
 * @param text the id without quoting, such as {@code ml.example.ac.jp}
 */
public record AuthservId(String text) {
    /** Requires an id that {@linkplain Property#value() cleaning} does not change, and that is not blank. */
    public AuthservId {
        if (text.isBlank() || !Text.clean(text).equals(text)) {
            throw new IllegalArgumentException("not an authserv-id: " + Text.clean(text));
        }
    }

    /**
     * Whether another id is the same: case does not count, and an A-label equals its U-label (RFC 8601 §5).
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
     * The header without the Authentication-Results fields that only a host of ours may have written: those with
     * this id (RFC 8601 §5), and those of an unknown version, which §5 wants removed as well. For mail from
     * outside; mail from a trusted host keeps its fields.
     *
     * <p>A field is removed even if only a careless reader would find this id in it: such readers exist.
     */
    public Header removeForged(Header header) {
        return header.without(this::isClaimedBy);
    }

    /**
     * Whether a field is an Authentication-Results field that claims to speak under this id, or may be taken to do so:
     * for a careless reader, or since it is of an unknown version.
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
     * All that this administrative domain found about a message, for an ARC-Authentication-Results field: the
     * results of the fields with this id, from the top of the message down, each once (RFC 8617 §4.1.1). Fields
     * that cannot be read are passed over.
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
