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
 * @param code what DMARC said; {@link Code#NONE} too where it was not asked, as with mail of users who logged in
 * @param domain the author domain that decided, in A-labels, if there is one
 * @param policy the policy that holds for it, if that is known
 * @param trustedSealer the domain of a trusted ARC sealer that vouches for a post which failed, if there is one
 * @param reason why, in words that make a sentence
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
     * @throws MessagingException if it has no results: {@code Authenticate} must have seen it
     */
    public static DmarcVerdict of(Mail mail) throws MessagingException {
        return of(ReceptionResults.of(mail));
    }

    /** The verdict that results hold. */
    public static DmarcVerdict of(AuthenticationResults results) {
        return results.results("dmarc").stream()
                .findFirst()
                .map(DmarcVerdict::of)
                .orElse(new DmarcVerdict(
                        Code.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "the post was not judged by DMARC"));
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
            case NONE -> "no DMARC policy holds for the post's author " + domain + reason;
            case TEMPERROR -> "DMARC of the post could not be found when it came in" + reason;
            case PERMERROR -> "DMARC cannot tell whose post it is" + reason;
        };
    }

    /**
     * Whether the post failed a policy that counts, and no trusted sealer vouches for it.
     *
     * @param weakest the weakest policy that counts; with {@link DmarcPolicy#NONE} all do
     */
    public boolean seemsForged(DmarcPolicy weakest) {
        return fails(weakest) && trustedSealer.isEmpty();
    }

    /**
     * Whether the post failed a policy that counts, whoever vouches for it. One whose policy is not known counts as {@code reject}; so does
     * {@code permerror}, since who writes two From fields must not get round the policies of both.
     *
     * @param weakest the weakest policy that counts; with {@link DmarcPolicy#NONE} all do
     */
    public boolean fails(DmarcPolicy weakest) {
        return (code == Code.FAIL || code == Code.PERMERROR)
                && policy.orElse(DmarcPolicy.REJECT).isAtLeast(weakest);
    }
}
