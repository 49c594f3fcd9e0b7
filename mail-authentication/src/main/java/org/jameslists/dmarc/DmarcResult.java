package org.jameslists.dmarc;

import java.util.List;
import java.util.Optional;

import org.jameslists.mail.DomainName;
import org.jameslists.mail.Worded;
import org.jameslists.results.MethodResult;

/**
 * What DMARC says of a message.
 *
 * @param code the result
 * @param headerFrom the author domain the result is about; of several, the one that decided
 * @param policy the policy that holds for that domain, as it applies, where there is one
 * @param alignments how each authenticated domain relates to that domain, those of DKIM first: a report needs to know
 *     both whether DKIM and whether SPF aligns (RFC 9990 §3.1.1)
 * @param reason why, in words
 * @param answers what was found about the policies, one for each author domain looked at
 */
public record DmarcResult(
        Code code,
        Optional<DomainName> headerFrom,
        Optional<DmarcPolicy> policy,
        List<IdentifierAlignment> alignments,
        String reason,
        List<DmarcAnswer> answers) {

    /** RFC 9989 §9.2. */
    public enum Code implements Worded {
        /** There is no policy record, or no author domain: DMARC does not apply. */
        NONE,
        /** An authenticated domain aligns. */
        PASS,
        /** No authenticated domain aligns. */
        FAIL,
        /** The DNS did not answer; a later try may tell. */
        TEMPERROR,
        /** The message cannot be evaluated: several From fields, or more author domains than are looked up. */
        PERMERROR;

        /** The result word. */
        @Override
        public String word() {
            return Worded.of(this);
        }

        /** Finds one by its word, in lower case. */
        public static Optional<Code> of(String word) {
            return Worded.find(Code.class, word);
        }
    }

    /** Takes copies of the lists. */
    public DmarcResult {
        alignments = List.copyOf(alignments);
        answers = List.copyOf(answers);
    }

    /**
     * What a receiver does that knows nothing else about the message: never {@link DmarcPolicy#REJECT}, since a receiver must not
     * reject for the policy alone, and without other knowledge treats it as quarantine (RFC 9989 §7.4).
     */
    public DmarcPolicy disposition() {
        boolean suspicious = code == Code.FAIL
                && policy.filter(applied -> applied.isAtLeast(DmarcPolicy.QUARANTINE))
                        .isPresent();
        return suspicious ? DmarcPolicy.QUARANTINE : DmarcPolicy.NONE;
    }

    /** As it is written in Authentication-Results (RFC 9989 §9.1). */
    public MethodResult toMethodResult() {
        MethodResult result = MethodResult.of("dmarc", code.word());
        if (code == Code.TEMPERROR || code == Code.PERMERROR) {
            result = result.because(reason);
        }
        if (headerFrom.isPresent()) {
            result = result.with("header", "from", headerFrom.get().ascii());
        }
        return policy.isPresent() ? result.with("policy", "dmarc", policy.get().word()) : result;
    }
}
