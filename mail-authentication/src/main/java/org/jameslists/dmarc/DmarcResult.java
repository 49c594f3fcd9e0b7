package org.jameslists.dmarc;

import java.util.List;
import java.util.Optional;

import org.jameslists.mail.DomainName;
import org.jameslists.mail.Worded;
import org.jameslists.results.MethodResult;

/**
 * The result of DMARC for a message.
 *
 * @param code the result
 * @param headerFrom the author domain of the result; if there are several, the one that decided
 * @param policy the policy that applies to that domain, if there is one
 * @param alignments how each authenticated domain relates to that domain, those of DKIM first: a report needs to know
 *     both whether DKIM and whether SPF aligns (RFC 9990 §3.1.1)
 * @param reason why
 * @param answers the results of looking for the policies, one for each author domain that was looked up
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
        /** The DNS did not answer; a retry may succeed. */
        TEMPERROR,
        /** The message cannot be evaluated: several From fields, or more author domains than are looked up. */
        PERMERROR;

        /** The result word. */
        @Override
        public String word() {
            return Worded.of(this);
        }

        /** The constant with this word, in lower case. */
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
     * What a receiver does if it knows nothing else about the message. Never {@link DmarcPolicy#REJECT}: a receiver
     * must not reject for the policy alone, and without other knowledge treats it as quarantine (RFC 9989 §7.4).
     */
    public DmarcPolicy disposition() {
        boolean suspicious = code == Code.FAIL
                && policy.filter(applied -> applied.isAtLeast(DmarcPolicy.QUARANTINE))
                        .isPresent();
        return suspicious ? DmarcPolicy.QUARANTINE : DmarcPolicy.NONE;
    }

    /** In the form of Authentication-Results (RFC 9989 §9.1). */
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
