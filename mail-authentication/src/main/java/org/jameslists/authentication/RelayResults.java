package org.jameslists.authentication;

import java.util.List;
import java.util.Optional;

import org.jameslists.dmarc.DmarcPolicy;
import org.jameslists.dmarc.DmarcResult;
import org.jameslists.dmarc.DmarcResult.Code;
import org.jameslists.mail.DomainName;
import org.jameslists.mail.HeaderField;
import org.jameslists.results.MethodResult;
import org.jameslists.spf.SpfResult;

/**
 * The results of a trusted relay for a message, from its own Authentication-Results fields
 * ({@link TrustedRelays#read}). If a method has several results, the topmost counts: a relay writes above what it
 * received.
 *
 * @param id the relay's authserv-id
 * @param fields its fields, from the top
 * @param results their results, in that order
 */
public record RelayResults(String id, List<HeaderField> fields, List<MethodResult> results) {
    /** Takes copies of the lists. */
    public RelayResults {
        fields = List.copyOf(fields);
        results = List.copyOf(results);
    }

    /** As part of a reason. */
    String words() {
        return "as " + id + " found";
    }

    /** SPF of the host that the relay saw: for the MAIL FROM identity if the relay reports it, or else for HELO. */
    Optional<SpfResult> spf() {
        return spf("mailfrom", SpfResult.Identity.MAIL_FROM).or(() -> spf("helo", SpfResult.Identity.HELO));
    }

    private Optional<SpfResult> spf(String property, SpfResult.Identity identity) {
        return all("spf").stream()
                .filter(result -> result.property("smtp", property).isPresent())
                .flatMap(result -> SpfResult.Code.of(result.result())
                        .map(code -> spf(
                                code,
                                identity,
                                result.property("smtp", property).orElseThrow()))
                        .stream())
                .findFirst();
    }

    private SpfResult spf(SpfResult.Code code, SpfResult.Identity identity, String sender) {
        Optional<DomainName> domain = DomainName.parse(sender.substring(sender.lastIndexOf('@') + 1));
        return new SpfResult(code, identity, sender, domain, Optional.of(words()), Optional.empty());
    }

    /**
     * The relay's result of DMARC, which replaces this server's own. Empty if the relay reports an error, another
     * domain than the author's, or if there are several author domains.
     *
     * @param own this server's own result; it gives the policy, since many relays write it only into a comment
     */
    Optional<DmarcResult> dmarc(DmarcResult own) {
        if (own.answers().size() != 1 || own.headerFrom().isEmpty()) {
            return Optional.empty();
        }
        DomainName author = own.headerFrom().get();
        return all("dmarc").stream()
                .findFirst()
                .filter(result -> isAbout(author, result))
                .flatMap(result -> Code.of(result.result())
                        .filter(code -> code == Code.PASS || code == Code.FAIL || code == Code.NONE)
                        .map(code -> new DmarcResult(
                                code,
                                own.headerFrom(),
                                own.policy().or(() -> result.property("policy", "dmarc")
                                        .flatMap(DmarcPolicy::parse)),
                                own.alignments(),
                                words(),
                                own.answers())));
    }

    /** Some relays write the domain whose policy applied, which may be one above the author's. */
    private static boolean isAbout(DomainName author, MethodResult result) {
        return result.property("header", "from")
                .map(from -> DomainName.parse(from).filter(author::isWithin).isPresent())
                .orElse(true);
    }

    private List<MethodResult> all(String method) {
        return results.stream()
                .filter(result -> result.method().equals(method) && result.version() == 1)
                .toList();
    }
}
