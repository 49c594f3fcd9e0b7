package org.jameslists.forecast;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jameslists.arc.ArcResult;
import org.jameslists.arc.ChainValidation;
import org.jameslists.authentication.Authentication;
import org.jameslists.authentication.Authenticator;
import org.jameslists.authentication.SmtpClient;
import org.jameslists.dkim.DkimResult;
import org.jameslists.dmarc.DmarcAnswer;
import org.jameslists.dmarc.DmarcDiscovery;
import org.jameslists.dmarc.DmarcEvaluator;
import org.jameslists.dmarc.DmarcPolicy;
import org.jameslists.dmarc.DmarcResult;
import org.jameslists.dns.Dns;
import org.jameslists.dns.Lookups;

/**
 * A receiver that does what the author's domain asks, as iCloud and rspamd did in the field study. It looks for the
 * policy in both ways (RFC 9989, RFC 7489) and follows the stricter answer, since receivers differ. It ignores a valid
 * ARC chain.
 */
final class StrictReceiver {
    private static final int MOST_AUTHOR_DOMAINS = 10;

    private final Dns dns;
    private final Lookups lookups;
    private final Optional<InetAddress> server;

    /**
     * A receiver.
     *
     * @param server the address from which the list's server connects; without it, SPF is not checked and does not pass
     */
    StrictReceiver(Dns dns, Lookups lookups, Optional<InetAddress> server) {
        this.dns = dns;
        this.lookups = lookups;
        this.server = server;
    }

    Opinion judge(Copy copy) throws IOException {
        List<Opinion> opinions = new ArrayList<>();
        for (DmarcDiscovery discovery : DmarcDiscovery.values()) {
            Authenticator authenticator = Authenticator.builder()
                    .dns(dns)
                    .lookups(lookups)
                    .dmarc(new DmarcEvaluator(discovery, MOST_AUTHOR_DOMAINS))
                    .build();
            opinions.add(opinion(authenticator.authenticate(copy.message(), client(copy))));
        }
        return opinions.stream().max(Comparator.comparing(Opinion::verdict)).orElseThrow();
    }

    private Optional<SmtpClient> client(Copy copy) {
        return server.map(address ->
                new SmtpClient(address, copy.sender().substring(copy.sender().indexOf('@') + 1), copy.sender()));
    }

    private Opinion opinion(Authentication found) {
        List<String> reasons = new ArrayList<>();
        ForecastVerdict verdict = verdict(found.dmarc());
        reasons.add(why(verdict, found.dmarc()));
        found.dmarc().answers().forEach(answer -> reasons.add("policy: " + policy(answer)));
        found.dkim().forEach(result -> reasons.add("DKIM: " + signature(result)));
        if (found.dkim().isEmpty()) {
            reasons.add("DKIM: no signature");
        }
        reasons.add(found.spf()
                .map(spf -> "SPF: " + spf.code().word()
                        + spf.domain().map(domain -> " for " + domain).orElse(""))
                .orElse("SPF: not checked"));
        arc(found.arc()).ifPresent(reasons::add);
        return new Opinion(verdict, reasons);
    }

    private static ForecastVerdict verdict(DmarcResult dmarc) {
        return switch (dmarc.code()) {
            case PASS, NONE -> ForecastVerdict.ACCEPT;
            case TEMPERROR -> ForecastVerdict.UNKNOWN;
                // Many receivers refuse messages to which DMARC cannot be applied, as with two From fields (RFC 9989
                // §11.5).
            case PERMERROR -> ForecastVerdict.REJECT;
            case FAIL -> switch (dmarc.policy().orElse(DmarcPolicy.NONE)) {
                case NONE -> ForecastVerdict.ACCEPT;
                case QUARANTINE -> ForecastVerdict.QUARANTINE;
                case REJECT -> ForecastVerdict.REJECT;
            };
        };
    }

    private static String why(ForecastVerdict verdict, DmarcResult dmarc) {
        String domain = dmarc.headerFrom().map(Object::toString).orElse("the author's domain");
        return switch (dmarc.code()) {
            case PASS -> "DMARC passes for " + domain + ": " + dmarc.reason() + ".";
            case NONE -> "DMARC does not apply to " + domain + ": " + dmarc.reason() + ".";
            case TEMPERROR -> "DMARC cannot be checked, because the DNS does not answer: " + dmarc.reason() + ".";
            case PERMERROR -> "DMARC cannot be applied: " + dmarc.reason() + ".";
            case FAIL -> "DMARC fails: " + dmarc.reason()
                    + (verdict == ForecastVerdict.ACCEPT
                            ? ", and " + domain + " asks for nothing."
                            : ", and " + domain + " asks receivers to "
                                    + dmarc.policy().orElseThrow().word().toLowerCase(Locale.ROOT) + ".");
        };
    }

    private static String policy(DmarcAnswer answer) {
        if (answer instanceof DmarcAnswer.Found found) {
            return found.applies().word() + " for " + found.author() + ", by \"" + found.record() + "\" at _dmarc."
                    + found.foundAt();
        }
        return answer instanceof DmarcAnswer.None none
                ? "none for " + none.author() + ": " + none.reason()
                : "unknown for " + answer.author() + ": " + ((DmarcAnswer.TempError) answer).reason();
    }

    private static String signature(DkimResult result) {
        String reason = result.result().reason();
        return result.result().status().word() + " for " + result.domain().orElse("a signature that names no domain")
                + (reason.isEmpty() ? "" : ": " + reason);
    }

    private static Optional<String> arc(ArcResult arc) {
        if (arc.status() == ChainValidation.NONE) {
            return Optional.empty();
        }
        return Optional.of("ARC: " + arc.status().word()
                + (arc.status() == ChainValidation.PASS
                        ? "; it helps only at receivers that trust the list as a sealer"
                        : ": " + arc.reason()));
    }
}
