package org.jameslists.arc;

import java.util.regex.Pattern;

/** The {@code i=N;} that starts an ARC-Authentication-Results (RFC 8617 §4.1.1, arc-info). */
final class ResultsInstance {
    private static final String CFWS = "(?:\\s|\\([^()\\\\]*+\\))*+";
    static final Pattern PATTERN = Pattern.compile(CFWS + "i" + CFWS + "=" + CFWS + "([0-9]{1,9})" + CFWS + ";");

    private ResultsInstance() {}
}
