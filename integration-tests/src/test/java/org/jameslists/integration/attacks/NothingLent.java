package org.jameslists.integration.attacks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jameslists.authentication.Authentication;
import org.jameslists.authentication.Authenticator;
import org.jameslists.authentication.SmtpClient;
import org.jameslists.dmarc.DmarcResult.Code;
import org.jameslists.dns.DnsSettings;
import org.jameslists.dns.DnsjavaDns;
import org.jameslists.dns.Lookups;
import org.jameslists.integration.ListScene;
import org.jameslists.integration.attacks.Copy.Place;
import org.jameslists.mail.HeaderField;
import org.jameslists.signature.SignatureFormatException;
import org.jameslists.signature.TagList;
import org.jameslists.testing.Envelope;
import org.jameslists.testing.Judge;
import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.PublishedKey;
import org.jameslists.testing.Verdict;

import com.google.common.net.InetAddresses;
import com.google.common.net.InternetDomainName;

/**
 * What holds of every copy that leaves: nobody stands in From with a name that this server lent them. If DMARC passes for
 * an address in From, then its owner posted, or it is the list's own; and nothing that this server signs, seals or sends
 * in its own envelope is of the organization of an address whose owner is not proven to have posted.
 *
 * <p>A signature of the author's that came with the post, and still holds, is nothing that was lent: the stranger could
 * have sent the copy to the members without the list.
 */
public final class NothingLent {
    private static final String HELO = "ml.example.ac.jp";
    private static final List<String> SIGNATURES = List.of("DKIM-Signature", "ARC-Message-Signature", "ARC-Seal");

    private final LoopbackDns dns;
    private final Set<Signer> ours;
    private final Authenticator receiver;

    private record Signer(String domain, String selector) {}

    /**
     * A copy that leaves.
     *
     * @param name by which a violation tells of it
     * @param post what was handed in, each byte a char
     * @param authenticated the addresses whose owners are proven to have handed it in
     * @param copy what leaves
     */
    public record Leaving(String name, String post, Set<String> authenticated, Copy copy) {
        /** The addresses in From whose owners are not proven to have posted. */
        List<String> strangers() {
            return copy.from().stream()
                    .filter(address -> !address.equalsIgnoreCase(copy.list()))
                    .filter(address -> authenticated.stream().noneMatch(address::equalsIgnoreCase))
                    .toList();
        }

        boolean isByStrangers() {
            return !copy.isNotice() && !strangers().isEmpty();
        }

        /** Whether a field was in the post. */
        boolean cameWith(HeaderField field) {
            return post.contains(new String(field.octets(), StandardCharsets.ISO_8859_1));
        }

        String says(String words) {
            return name + ": " + copy + " " + words;
        }

        /** Whether a domain is of the organization of one of them. */
        boolean speaksForStrangers(String domain) {
            return strangers().stream()
                    .anyMatch(address -> organization(domainOf(address)).equals(organization(domain)));
        }
    }

    /**
     * Judges by a DNS in which everybody should publish a policy: without one DMARC never passes.
     *
     * @param keys what the server signs with
     */
    public NothingLent(LoopbackDns dns, List<PublishedKey> keys) {
        this.dns = dns;
        ours = keys.stream()
                .map(key -> new Signer(key.domain(), key.selector()))
                .collect(Collectors.toSet());
        receiver = Authenticator.builder()
                .dns(DnsjavaDns.of(dns.hostAndPort(), DnsSettings.DEFAULT))
                .lookups(Lookups.IN_PLACE)
                .build();
    }

    /** What was lent, as it can be seen, and as our own authenticator judges one copy of each; empty if nothing was. */
    public List<String> violations(Collection<Leaving> copies) throws IOException {
        List<String> violations = new ArrayList<>();
        for (Leaving leaving : copies.stream().filter(Leaving::isByStrangers).toList()) {
            signedFor(leaving).forEach(name -> violations.add(leaving.says("bears our " + name)));
        }
        for (Leaving leaving : oneOfEach(copies)) {
            Authentication judged =
                    receiver.authenticate(leaving.copy().message(), Optional.of(client(leaving.copy())));
            if (judged.dmarc().code() == Code.PASS && !passesAsItCame(leaving, judged)) {
                violations.add(leaving.says("passes DMARC: " + judged.dmarc().reason()));
            }
        }
        return violations;
    }

    /** What was lent, as an independent judge sees one copy of each; empty if nothing was. */
    public List<String> violations(Collection<Leaving> copies, Judge judge) {
        List<String> violations = new ArrayList<>();
        Map<String, List<Leaving>> bySender =
                oneOfEach(copies).stream().collect(Collectors.groupingBy(leaving -> senderThatMatters(leaving.copy())));
        bySender.forEach((sender, all) -> {
            List<Verdict> verdicts = judge.hear(
                    all.stream().map(leaving -> leaving.copy().bytes()).toList(),
                    dns,
                    new Envelope(ListScene.LIST_ADDRESS, HELO, sender));
            for (int i = 0; i < all.size(); i++) {
                if (verdicts.get(i).passesDmarc() && !passesAsItCame(all.get(i), verdicts.get(i))) {
                    violations.add(
                            all.get(i).says("passes DMARC: " + verdicts.get(i).detail()));
                }
            }
        });
        return violations;
    }

    /** Of all senders for whom SPF cannot pass from our server one stands for all: each costs the judge a start. */
    private static String senderThatMatters(Copy copy) {
        boolean ours =
                copy.sender().isEmpty() || organization(domainOf(copy.sender())).equals(organization(HELO));
        return ours ? copy.sender() : "anybody@example.com";
    }

    /** Those by strangers that went to another server, one of each post. */
    private static List<Leaving> oneOfEach(Collection<Leaving> copies) {
        Map<List<String>, Leaving> one = new LinkedHashMap<>();
        copies.stream()
                .filter(leaving -> leaving.copy().place() == Place.ELSEWHERE)
                .filter(Leaving::isByStrangers)
                .forEach(leaving -> one.putIfAbsent(List.of(leaving.name(), leaving.post()), leaving));
        return List.copyOf(one.values());
    }

    /** The signatures and seals that we made for the organization of a stranger, as names and domains. */
    private List<String> signedFor(Leaving leaving) {
        return SIGNATURES.stream()
                .flatMap(name -> leaving.copy().header().all(name).stream()
                        .filter(field -> !leaving.cameWith(field))
                        .flatMap(field -> signer(field).stream())
                        .filter(ours::contains)
                        .filter(signer -> leaving.speaksForStrangers(signer.domain()))
                        .map(signer -> name + " of " + signer.domain()))
                .toList();
    }

    private static SmtpClient client(Copy copy) {
        return new SmtpClient(InetAddresses.forString(ListScene.LIST_ADDRESS), HELO, copy.sender());
    }

    private boolean passesAsItCame(Leaving leaving, Authentication judged) {
        return !isSentByTheirOrganization(leaving)
                && judged.dkim().stream()
                        .filter(signature -> signature.result().passed())
                        .anyMatch(signature -> isTheirs(
                                leaving,
                                signature.tag("d").orElse(""),
                                signature.tag("s").orElse("")));
    }

    private boolean passesAsItCame(Leaving leaving, Verdict verdict) {
        return !isSentByTheirOrganization(leaving)
                && verdict.dkim().stream()
                        .anyMatch(signature ->
                                signature.passes() && isTheirs(leaving, signature.domain(), signature.selector()));
    }

    private boolean isTheirs(Leaving leaving, String domain, String selector) {
        return !ours.contains(new Signer(domain, selector)) && leaving.speaksForStrangers(domain);
    }

    /** SPF passes for every envelope of the list's. */
    private static boolean isSentByTheirOrganization(Leaving leaving) {
        return leaving.copy().place() == Place.ELSEWHERE
                && leaving.copy().sender().contains("@")
                && leaving.speaksForStrangers(domainOf(leaving.copy().sender()));
    }

    private static Optional<Signer> signer(HeaderField field) {
        try {
            TagList tags = TagList.parse(field);
            return Optional.of(
                    new Signer(tags.value("d").orElse(""), tags.value("s").orElse("")));
        } catch (SignatureFormatException e) {
            return Optional.empty();
        }
    }

    private static String domainOf(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static String organization(String domain) {
        if (!InternetDomainName.isValid(domain)) {
            return domain;
        }
        InternetDomainName name = InternetDomainName.from(domain);
        return name.isUnderPublicSuffix() ? name.topPrivateDomain().toString() : name.toString();
    }
}
