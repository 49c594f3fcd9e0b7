package org.jameslists.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads an Authentication-Results payload; each method reads one rule of the grammar of RFC 8601 §2.2.
 *
 * <p>Known deviations of senders from the grammar are read as intended: Microsoft leaves the authserv-id out or repeats
 * the receiver's domain before each result, and writes properties without a ptype; Yahoo and others end the field with
 * a semicolon; values are unquoted although they hold {@code /}, {@code =} or {@code :}; the reason comes last.
 */
final class ResultsParser {
    private static final String NONE = "none";
    private static final String REASON = "reason";

    private final Cursor in;

    ResultsParser(String payload) {
        this.in = new Cursor(payload);
    }

    /** The authserv-id, without regard to the rest; empty if there is none. */
    static Optional<String> authservId(String payload) {
        try {
            return new ResultsParser(payload).authservId();
        } catch (MalformedResultsException none) {
            return Optional.empty();
        }
    }

    /** Whether a version other than 1 follows the authserv-id. */
    static boolean isOfUnknownVersion(String payload) {
        ResultsParser parser = new ResultsParser(payload);
        try {
            parser.authservId();
            return parser.version() != 1;
        } catch (MalformedResultsException none) {
            return false;
        }
    }

    /** {@code [CFWS] authserv-id [ CFWS authres-version ] ( no-result / 1*resinfo ) [CFWS]}. */
    AuthenticationResults parse() throws MalformedResultsException {
        Optional<String> id = authservId();
        if (id.isPresent()) {
            // RFC 8601 §2.6: after a version it does not know, a parser stops.
            if (version() != 1) {
                throw in.malformed("not version 1");
            }
            in.skipCfws();
            in.expect(';');
        }
        List<MethodResult> results = new ArrayList<>();
        boolean none = false;
        do {
            in.skipCfws();
            if (none && !atStatementEnd()) {
                throw in.malformed("none is not alone");
            }
            if (atStatementEnd() || (id.isEmpty() && skipBareWord())) {
                continue;
            }
            int start = in.position();
            String method = in.keyword();
            in.skipCfws();
            if (!atStatementEnd()) {
                in.returnTo(start);
                results.add(result());
            } else if (method.equalsIgnoreCase(NONE) && results.isEmpty()) {
                none = true;
            } else {
                throw in.malformed("no result of " + method);
            }
        } while (in.skip(';'));
        if (results.isEmpty() && !none) {
            throw in.malformed("no result");
        }
        return new AuthenticationResults(id.orElse(""), results);
    }

    private boolean atStatementEnd() {
        return in.atEnd() || in.at(';');
    }

    /** {@code [CFWS] value [CFWS]}; empty, and nothing read, where a result is in its place. */
    private Optional<String> authservId() throws MalformedResultsException {
        in.skipCfws();
        int start = in.position();
        boolean quoted = in.at('"');
        String id = quoted ? in.quotedString() : in.word("=");
        in.skipCfws();
        if (in.at('=')) {
            in.returnTo(start);
            return Optional.empty();
        }
        if (id.isEmpty() && !quoted) {
            throw in.malformed("no authserv-id");
        }
        return Optional.of(id);
    }

    private int version() throws MalformedResultsException {
        return in.atDigit() ? in.number() : 1;
    }

    private boolean skipBareWord() throws MalformedResultsException {
        int start = in.position();
        boolean bare = !in.word("=").equalsIgnoreCase(NONE);
        in.skipCfws();
        if (bare && atStatementEnd()) {
            return true;
        }
        in.returnTo(start);
        return false;
    }

    /** {@code methodspec [ CFWS reasonspec ] [ CFWS 1*propspec ]}, up to the end of the statement. */
    private MethodResult result() throws MalformedResultsException {
        String method = in.keyword();
        in.skipCfws();
        int version = 1;
        if (in.skip('/')) {
            in.skipCfws();
            version = in.number();
            in.skipCfws();
        }
        in.expect('=');
        in.skipCfws();
        String result = in.keyword();
        Optional<String> reason = Optional.empty();
        List<Property> properties = new ArrayList<>();
        for (in.skipCfws(); !atStatementEnd(); in.skipCfws()) {
            String name = in.keyword();
            in.skipCfws();
            String type = "";
            if (in.skip('.')) {
                type = name;
                in.skipCfws();
                name = in.keyword();
                in.skipCfws();
            }
            in.expect('=');
            if (!type.isEmpty() || !name.equalsIgnoreCase(REASON)) {
                properties.add(new Property(type, name, pvalue()));
            } else if (reason.isEmpty()) {
                reason = Optional.of(value());
            } else {
                throw in.malformed("a second reason");
            }
        }
        return new MethodResult(method, version, result, reason, properties);
    }

    /** {@code [CFWS] value}, or what a sender did not quote. */
    private String value() throws MalformedResultsException {
        in.skipCfws();
        return in.at('"') ? in.quotedString() : in.word("");
    }

    /** {@code [CFWS] ( value / [ [ local-part ] "@" ] domain-name ) [CFWS]}. */
    private String pvalue() throws MalformedResultsException {
        String value = value();
        in.skipCfws();
        return in.skip('@') ? Text.formatLocalPart(Text.clean(value)) + '@' + in.word("") : value;
    }
}
