package org.jameslists.commandline;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jameslists.results.AuthenticationResults;
import org.jameslists.results.MethodResult;

/** Turns all results about a message into an exit code. */
final class Verdict {
    private static final Set<String> FAILURES = Set.of("fail", "permerror");

    private Verdict() {}

    /**
     * The result of DMARC if it applies; or else the first of these: a pass by SPF or DKIM, a failure, a failure of the
     * DNS.
     */
    static int exitCode(AuthenticationResults results) {
        List<String> dmarc = words(results, "dmarc");
        if (!dmarc.equals(List.of("none"))) {
            return exitCode(dmarc);
        }
        List<String> identified = Stream.of("spf", "dkim")
                .flatMap(method -> words(results, method).stream())
                .toList();
        if (identified.contains("pass")) {
            return ExitCode.OK;
        }
        return exitCode(Stream.concat(identified.stream(), words(results, "arc").stream())
                .toList());
    }

    private static int exitCode(List<String> words) {
        if (words.stream().anyMatch(FAILURES::contains)) {
            return ExitCode.FAIL;
        }
        return words.contains("temperror") ? ExitCode.TEMPORARY_TROUBLE : ExitCode.OK;
    }

    private static List<String> words(AuthenticationResults results, String method) {
        return results.results(method).stream().map(MethodResult::result).toList();
    }
}
