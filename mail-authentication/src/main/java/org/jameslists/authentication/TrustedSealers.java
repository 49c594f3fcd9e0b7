package org.jameslists.authentication;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.jameslists.arc.ArcChain;
import org.jameslists.arc.ArcResult;
import org.jameslists.arc.ArcSealField;
import org.jameslists.arc.ArcSet;
import org.jameslists.arc.ArcValidator;
import org.jameslists.arc.ChainValidation;
import org.jameslists.dmarc.DmarcAnswer;
import org.jameslists.dmarc.DmarcResult;
import org.jameslists.dmarc.IdentifierAlignment;
import org.jameslists.dmarc.IdentifierAlignment.Mechanism;
import org.jameslists.dmarc.IdentifierAlignment.Outcome;
import org.jameslists.dns.Dns;
import org.jameslists.mail.DomainName;
import org.jameslists.results.MalformedResultsException;
import org.jameslists.results.MethodResult;
import org.jameslists.signature.Coverage;

/**
 * ARC sealers that are known to check what they seal. Anybody can make a valid chain, so RFC 8617 §7.2.1 leaves it to
 * the receiver whom to trust.
 *
 * @param domains whether to trust the sealer with a domain ({@code d=} of its seal)
 */
public record TrustedSealers(Predicate<DomainName> domains) {
    /** Trusts no sealer. */
    public static final TrustedSealers NONE = new TrustedSealers(domain -> false);

    /**
     * Looks for a trusted sealer that vouches for a message that fails DMARC here. It must have recorded that the
     * author domain passed when it received the message, and only trusted sealers may have changed the message since.
     * So all sealers must be trusted from its set up to the one after which nothing changed ({@code oldest-pass}, RFC
     * 8617 §5.2): an untrusted one could have replaced the message, and its own seal would still verify.
     *
     * <p>The ARC-Message-Signature that shows this must cover the whole body and each From and Subject: otherwise,
     * others could have added to the message without breaking it.
     *
     * <p>No sealer vouches for a message with several author domains.
     *
     * @throws IOException if the body cannot be read
     */
    Optional<Vouching> vouching(ArcValidator.Prepared prepared, ArcResult arc, DmarcResult dmarc, Dns dns)
            throws IOException {
        if (dmarc.code() != DmarcResult.Code.FAIL
                || arc.status() != ChainValidation.PASS
                || dmarc.answers().size() != 1
                || !(dmarc.answers().get(0) instanceof DmarcAnswer.Found policy)
                || !(prepared.chain() instanceof ArcChain.Complete chain)) {
            return Optional.empty();
        }
        List<ArcSealField> seals = prepared.seals();
        for (int instance = chain.sets().size(); instance >= 1; instance--) {
            Optional<DomainName> sealer =
                    DomainName.parse(seals.get(instance - 1).domain()).filter(domains);
            if (sealer.isEmpty() && instance <= arc.oldestPass()) {
                return Optional.empty();
            }
            boolean shown = sealer.isPresent() && isCovered(prepared.coverage(Math.max(instance, arc.oldestPass())));
            Optional<String> finding = shown ? finding(chain.sets().get(instance - 1), policy, dns) : Optional.empty();
            if (finding.isPresent()) {
                return Optional.of(new Vouching(sealer.get(), instance, finding.get()));
            }
        }
        return Optional.empty();
    }

    /** Other fields need not be covered: widely trusted sealers do not sign Content-Type. */
    private static boolean isCovered(Coverage coverage) {
        return coverage.unsignedBytes() == 0
                && !coverage.unsignedFields().contains("From")
                && !coverage.unsignedFields().contains("Subject");
    }

    private static Optional<String> finding(ArcSet set, DmarcAnswer.Found policy, Dns dns) {
        try {
            return set.results().results().stream()
                    .filter(result -> result.result().equals("pass") && result.version() == 1)
                    .flatMap(result -> finding(result, policy, dns).stream())
                    .findFirst();
        } catch (MalformedResultsException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> finding(MethodResult pass, DmarcAnswer.Found policy, Dns dns) {
        return switch (pass.method()) {
                // some write the domain whose policy applied, which may be one above the author's
            case "dmarc" -> pass.property("header", "from")
                    .filter(from ->
                            domain(from).filter(policy.author()::isWithin).isPresent())
                    .map(from -> "dmarc=pass header.from=" + from);
            case "dkim" -> pass.property("header", "d")
                    .or(() -> pass.property("header", "i"))
                    .filter(signer -> aligns(signer, Mechanism.DKIM, policy, dns))
                    .map(signer -> "dkim=pass header.d=" + signer);
            case "spf" -> pass.property("smtp", "mailfrom")
                    .filter(sender -> aligns(sender, Mechanism.SPF, policy, dns))
                    .map(sender -> "spf=pass smtp.mailfrom=" + sender);
            default -> Optional.empty();
        };
    }

    private static boolean aligns(String identity, Mechanism mechanism, DmarcAnswer.Found policy, Dns dns) {
        return domain(identity)
                .map(name -> IdentifierAlignment.of(policy, mechanism, name, dns))
                .filter(alignment -> alignment.outcome() == Outcome.ALIGNED)
                .isPresent();
    }

    /** RFC 8601 §2.2: a pvalue is a domain name, or an address. */
    private static Optional<DomainName> domain(String value) {
        return DomainName.parse(value.substring(value.lastIndexOf('@') + 1));
    }
}
