package org.jameslists.benchmarks.james;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One message as a {@link CountingSink} took it.
 *
 * @param post the number of the post in its Subject, if there is one
 * @param recipients the envelope recipients
 * @param signatures the fields DKIM-Signature, ARC-Message-Signature and ARC-Seal, each with its name
 */
record Arrival(Optional<Integer> post, List<String> recipients, Set<String> signatures) {
    private static final Pattern POST = Pattern.compile("^Subject:[^\r\n]*post-(\\d+)", Pattern.MULTILINE);
    private static final Pattern SIGNATURE = Pattern.compile(
            "^(?:DKIM-Signature|ARC-Message-Signature|ARC-Seal):.*(?:\r\n[ \t].*)*",
            Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    /** Reads a header. */
    static Arrival of(String header, List<String> recipients) {
        Matcher post = POST.matcher(header);
        Set<String> signatures = new TreeSet<>();
        Matcher signature = SIGNATURE.matcher(header);
        while (signature.find()) {
            signatures.add(signature.group());
        }
        return new Arrival(
                post.find() ? Optional.of(Integer.valueOf(post.group(1))) : Optional.empty(),
                List.copyOf(recipients),
                signatures);
    }
}
