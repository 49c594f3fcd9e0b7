package org.jameslists.spf;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds syntax errors by RFC 7208 that jSPF's grammar accepts. */
final class RecordSyntax {
    /** No domain-spec needs more. jSPF's regular expressions need stack for the length of a term. */
    private static final int LONGEST_TERM = 256;

    /** Far above any record in use. */
    private static final int LONGEST_RECORD = 8192;

    /** RFC 7208 §5.6: a qnum has no leading zero. */
    private static final Pattern ZERO_IN_ADDRESS = Pattern.compile("[+?~-]?ip4:(?:[^/]*\\.)?0[0-9].*");

    /** RFC 7208 §5.3, §5.6: the length of a prefix has no leading zero. */
    private static final Pattern ZERO_IN_LENGTH =
            Pattern.compile("[+?~-]?(?:a|mx|ip4|ip6)(?:[:/].*)?/0[0-9]+(?://[0-9]+)?");

    /** RFC 7208 §7.2: these macros are only for explanations, not for the name of the explanation. */
    private static final Pattern EXPLANATION_MACRO =
            Pattern.compile("(?:[+?~-]?(?:a|mx|ptr|include|exists):|exp=|redirect=).*(?<!%)(?:%%)*%\\{[crt].*");

    private RecordSyntax() {}

    /** What is wrong with the terms of a record, if anything. */
    static Optional<String> fault(String record) {
        if (record.length() > LONGEST_RECORD) {
            return Optional.of("the record is too long");
        }
        for (String term : record.toLowerCase(Locale.ROOT).split(" ", -1)) {
            if (term.length() > LONGEST_TERM) {
                return Optional.of("a term of the record is too long");
            }
            if (ZERO_IN_ADDRESS.matcher(term).matches()
                    || ZERO_IN_LENGTH.matcher(term).matches()) {
                return Optional.of("a number with a leading zero in " + term);
            }
            if (EXPLANATION_MACRO.matcher(term).matches()) {
                return Optional.of("a macro that only explanations have in " + term);
            }
        }
        return Optional.empty();
    }
}
