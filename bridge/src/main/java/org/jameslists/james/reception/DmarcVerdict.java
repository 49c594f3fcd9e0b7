package org.jameslists.james.reception;

import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.mailet.Mail;
import org.jameslists.authentication.Authentication;
import org.jameslists.dmarc.DmarcPolicy;
import org.jameslists.dmarc.DmarcResult.Code;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.results.MethodResult;

/**
 * Whether a post failed its author's DMARC when it came in.
 *
 * @param code the result of DMARC; also {@link Code#NONE} if DMARC was not checked, as for mail of users who logged in
 * @param domain the author domain whose policy decided, in A-labels, if there is one
 * @param policy the policy that applies to it, if known
 * @param trustedSealer the domain of a trusted ARC sealer that vouches for a failed post, if there is one
 * @param reason why, as a sentence
 */
public record DmarcVerdict(
        Code code,
        Optional<String> domain,
        Optional<DmarcPolicy> policy,
        Optional<String> trustedSealer,
        String reason) {
    /**
     * The verdict on a mail.
     *
     * @throws MessagingException if it has no results: {@code Authenticate} must come first
     */
    public static DmarcVerdict of(Mail mail) throws MessagingException {
        return of(ReceptionResults.of(mail));
    }

    /** The verdict in these results. */
    public static DmarcVerdict of(AuthenticationResults results) {
        return results.results("dmarc").stream()
                .findFirst()
                .map(DmarcVerdict::of)
                .orElse(new DmarcVerdict(
                        Code.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "DMARC was not checked for the post"));
    }

    private static DmarcVerdict of(MethodResult result) {
        Code code = Code.of(result.result()).orElse(Code.NONE);
        Optional<String> domain = result.property("header", "from");
        return new DmarcVerdict(
                code,
                domain,
                result.property("policy", "dmarc").flatMap(DmarcPolicy::parse),
                result.property("policy", Authentication.TRUSTED_SEALER),
                words(code, result));
    }

    private static String words(Code code, MethodResult result) {
        String domain = result.property("header", "from").orElse("");
        String reason = result.reason().map(words -> ": " + words).orElse("");
        return switch (code) {
            case PASS -> "the post passed the DMARC policy of its author's domain " + domain + reason;
            case FAIL -> "the post failed the DMARC policy of its author's domain " + domain + " when it came in"
                    + reason;
            case NONE -> "no DMARC policy applies to the post's author " + domain + reason;
            case TEMPERROR -> "DMARC of the post could not be checked when it came in" + reason;
            case PERMERROR -> "DMARC cannot tell whose post it is" + reason;
        };
    }

    /**
     * Whether the post failed a policy that counts, without a trusted sealer that vouches for it.
     *
     * @param weakest the weakest policy that counts; with {@link DmarcPolicy#NONE} all do
     */
    public boolean seemsForged(DmarcPolicy weakest) {
        return fails(weakest) && trustedSealer.isEmpty();
    }

    /**
     * Whether the post failed a policy that counts, whoever vouches for it. An unknown policy counts as {@code reject}.
     * So does {@code permerror}: otherwise, two From fields would evade the policies of both.
     *
     * @param weakest the weakest policy that counts; with {@link DmarcPolicy#NONE} all do
     */
    public boolean fails(DmarcPolicy weakest) {
        return (code == Code.FAIL || code == Code.PERMERROR)
                && policy.orElse(DmarcPolicy.REJECT).isAtLeast(weakest);
    }
}
