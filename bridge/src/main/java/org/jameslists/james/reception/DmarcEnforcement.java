package org.jameslists.james.reception;

import java.util.List;

import javax.mail.MessagingException;

import org.jameslists.dmarc.DmarcPolicy;
import org.jameslists.dmarc.DmarcResult.Code;
import org.jameslists.james.settings.DomainPattern;
import org.jameslists.james.settings.Parameters;
import org.jameslists.mail.DomainName;

/**
 * What a receiver does with a message after DMARC has judged it. This is about the policy that applies: {@code sp} and
 * {@code np} have been considered, and {@code t=y} has lowered it (RFC 9989 §4.7).
 *
 * @param reject what to do with a message that fails a policy of {@code reject}
 * @param quarantine what to do with a message that fails {@code quarantine}
 * @param tryLater whether to answer with a temporary error, instead of accepting the message, if the DNS does not
 *     answer
 * @param alwaysRefused author domains whose failing messages are refused, whatever their policy
 * @param neverRefused author domains whose messages are accepted, whatever their policy
 */
public record DmarcEnforcement(
        Disposition reject,
        Disposition quarantine,
        boolean tryLater,
        List<DomainPattern> alwaysRefused,
        List<DomainPattern> neverRefused) {

    /** What happens to a message. */
    public enum Disposition {
        /** It is accepted as it is. */
        ACCEPT,
        /** It is accepted and marked as suspicious. */
        QUARANTINE,
        /** The client is told to try again later. */
        TRY_LATER,
        /** It is refused. */
        REFUSE
    }

    /** Takes copies of the lists. */
    public DmarcEnforcement {
        alwaysRefused = List.copyOf(alwaysRefused);
        neverRefused = List.copyOf(neverRefused);
    }

    /**
     * Reads the parameters {@code reject}, {@code quarantine}, {@code temperror}, {@code alwaysRefuse} and
     * {@code neverRefuse}. By default {@code reject} is treated as {@code quarantine}: a receiver must not reject for the
     * policy alone (RFC 9989 §7.4).
     */
    public static DmarcEnforcement configure(Parameters parameters) throws MessagingException {
        return new DmarcEnforcement(
                disposition(parameters, "reject"),
                disposition(parameters, "quarantine"),
                tryLater(parameters),
                parameters.each("alwaysRefuse", DomainPattern::parse),
                parameters.each("neverRefuse", DomainPattern::parse));
    }

    private static boolean tryLater(Parameters parameters) throws MessagingException {
        parameters.renamed("tryLater", "temperror", before -> switch (before) {
            case "true" -> "try-later";
            case "false" -> "accept";
            default -> before;
        });
        return parameters
                .optional("temperror", text -> switch (text) {
                    case "accept" -> false;
                    case "try-later" -> true;
                    default -> throw new IllegalArgumentException("not one of accept, try-later");
                })
                .orElse(false);
    }

    private static Disposition disposition(Parameters parameters, String name) throws MessagingException {
        return parameters
                .optional(name, text -> switch (text) {
                    case "accept" -> Disposition.ACCEPT;
                    case "quarantine" -> Disposition.QUARANTINE;
                    case "refuse" -> Disposition.REFUSE;
                    default -> throw new IllegalArgumentException("not one of accept, quarantine, refuse");
                })
                .orElse(Disposition.QUARANTINE);
    }

    /** What happens to a message with this verdict. */
    public Disposition of(DmarcVerdict verdict) {
        if (verdict.code() == Code.TEMPERROR && tryLater) {
            return Disposition.TRY_LATER;
        }
        if (!verdict.seemsForged(DmarcPolicy.NONE) || isAmong(neverRefused, verdict)) {
            return Disposition.ACCEPT;
        }
        if (isAmong(alwaysRefused, verdict)) {
            return Disposition.REFUSE;
        }
        return switch (verdict.policy().orElse(DmarcPolicy.REJECT)) {
            case NONE -> Disposition.ACCEPT;
            case QUARANTINE -> quarantine;
            case REJECT -> reject;
        };
    }

    private static boolean isAmong(List<DomainPattern> patterns, DmarcVerdict verdict) {
        return verdict.domain()
                .flatMap(DomainName::parse)
                .filter(domain -> patterns.stream().anyMatch(pattern -> pattern.matches(domain)))
                .isPresent();
    }
}
