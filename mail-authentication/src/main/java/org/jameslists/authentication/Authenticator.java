package org.jameslists.authentication;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jameslists.arc.ArcResult;
import org.jameslists.arc.ArcValidator;
import org.jameslists.dkim.DkimResult;
import org.jameslists.dkim.DkimVerifier;
import org.jameslists.dmarc.AuthorDomains;
import org.jameslists.dmarc.DmarcEvaluator;
import org.jameslists.dmarc.DmarcResult;
import org.jameslists.dmarc.Identifier;
import org.jameslists.dns.Dns;
import org.jameslists.dns.MessageDns;
import org.jameslists.dns.RecordType;
import org.jameslists.mail.DomainName;
import org.jameslists.mail.Message;
import org.jameslists.signature.CanonicalMessage;
import org.jameslists.signature.KeyLookup;
import org.jameslists.signature.MessageSignatureVerifier;
import org.jameslists.spf.SpfResult;
import org.jameslists.spf.SpfVerifier;

/**
 * Finds out who is behind a message: SPF, all DKIM signatures up to a cap, the ARC chain and DMARC. The body is read
 * once; what can be foreseen of the DNS look-ups runs side by side. For use by many threads.
 */
public final class Authenticator {
    private final Dns dns;
    private final MessageDns.Limits limits;
    private final Executor lookups;
    private final DmarcEvaluator dmarc;
    private final int mostSignatures;
    private final InstantSource clock;
    private final TrustedSealers sealers;

    /**
     * An authenticator that trusts no sealer.
     *
     * @param dns the DNS for all messages
     * @param limits how much of it one message may cost
     * @param lookups runs look-ups, as {@link MessageDns} asks for
     * @param dmarc how DMARC is evaluated
     * @param mostSignatures how many DKIM signatures of a message are tried
     * @param clock what time it is
     */
    public Authenticator(
            Dns dns,
            MessageDns.Limits limits,
            Executor lookups,
            DmarcEvaluator dmarc,
            int mostSignatures,
            InstantSource clock) {
        this(dns, limits, lookups, dmarc, mostSignatures, clock, TrustedSealers.NONE);
    }

    private Authenticator(
            Dns dns,
            MessageDns.Limits limits,
            Executor lookups,
            DmarcEvaluator dmarc,
            int mostSignatures,
            InstantSource clock,
            TrustedSealers sealers) {
        this.dns = dns;
        this.limits = limits;
        this.lookups = lookups;
        this.dmarc = dmarc;
        this.mostSignatures = mostSignatures;
        this.clock = clock;
        this.sealers = sealers;
    }

    /** The same, with sealers of ARC chains whose word counts. */
    public Authenticator trusting(TrustedSealers trusted) {
        return new Authenticator(dns, limits, lookups, dmarc, mostSignatures, clock, trusted);
    }

    /**
     * Finds out about one message. Trouble with the DNS, or with what the message says, is a result, not an exception.
     *
     * @param message the message as it came in
     * @param client who handed it in; without it there is no SPF
     * @throws IOException if the body cannot be read
     */
    public Authentication authenticate(Message message, Optional<SmtpClient> client) throws IOException {
        return authenticate(
                message,
                client,
                dns -> client.map(host -> SpfVerifier.mailFrom(host.address(), host.helo(), host.reversePath(), dns)),
                Optional.empty());
    }

    /**
     * Finds out about a message that a relay of ours handed in: SPF is what the relay found, DMARC too if it says so;
     * DKIM and ARC are verified here.
     *
     * @throws IOException if the body cannot be read
     */
    public Authentication authenticate(Message message, RelayResults relay) throws IOException {
        return authenticate(message, Optional.empty(), dns -> relay.spf(), Optional.of(relay));
    }

    private Authentication authenticate(
            Message message,
            Optional<SmtpClient> client,
            Function<Dns, Optional<SpfResult>> spfVerifier,
            Optional<RelayResults> relay)
            throws IOException {
        MessageDns messageDns = new MessageDns(dns, limits, lookups);
        AuthorDomains authors = AuthorDomains.of(message.header());
        CanonicalMessage canonical = new CanonicalMessage(message);
        MessageSignatureVerifier signatures = new MessageSignatureVerifier(messageDns, clock);
        DkimVerifier.Prepared dkim = new DkimVerifier(signatures, mostSignatures).prepare(canonical);
        ArcValidator.Prepared arc = new ArcValidator(signatures).prepare(canonical);

        // In this order: a message with many keys must not use up the look-ups that DMARC needs.
        authors.domains().stream().limit(dmarc.maxAuthorDomains()).forEach(author -> dmarc.discovery()
                .prefetch(author, messageDns));
        prefetchKeys(dkim, arc, messageDns);

        Optional<SpfResult> spf = spfVerifier.apply(messageDns);
        List<DkimResult> dkimResults = dkim.verify();
        ArcResult arcResult = arc.validate();
        DmarcResult own = dmarc.evaluate(authors, identifiers(spf, dkimResults), messageDns);
        Optional<DmarcResult> adopted = relay.flatMap(found -> found.dmarc(own));
        Optional<String> source = adopted.isPresent() ? relay.map(RelayResults::words) : Optional.empty();
        DmarcResult dmarcResult = adopted.orElse(own);
        Optional<Vouching> vouching = sealers.vouching(arc, arcResult, dmarcResult, messageDns);
        List<DkimResult> covering = dkimResults.stream()
                .filter(result -> result.uncovered().isEmpty())
                .toList();
        DmarcResult decisive = covering.equals(dkimResults)
                ? dmarcResult
                : dmarc.evaluate(authors, identifiers(spf, covering), messageDns);
        AuthorStanding standing = StandingDecision.of(authors, decisive, vouching);
        return new Authentication(client, spf, dkimResults, arcResult, dmarcResult, source, vouching, standing);
    }

    private static List<Identifier> identifiers(Optional<SpfResult> spf, List<DkimResult> dkim) {
        return Stream.concat(
                        dkim.stream().flatMap(result -> identifier(result).stream()),
                        spf.flatMap(Identifier::spf).stream())
                .toList();
    }

    private static Optional<Identifier> identifier(DkimResult signature) {
        Optional<DomainName> domain = signature.domain().flatMap(DomainName::parse);
        return switch (signature.result().status()) {
            case PASS -> domain.map(Identifier::dkim);
            case TEMPERROR -> domain.map(
                    name -> Identifier.dkimUnanswered(name, signature.result().reason()));
            default -> Optional.empty();
        };
    }

    private static void prefetchKeys(DkimVerifier.Prepared dkim, ArcValidator.Prepared arc, Dns dns) {
        dkim.signatures().forEach(each -> prefetchKey(each.domain(), each.selector(), dns));
        arc.messageSignatures().forEach(each -> prefetchKey(each.domain(), each.selector(), dns));
        arc.seals().forEach(each -> prefetchKey(each.domain(), each.selector(), dns));
    }

    private static void prefetchKey(String domain, String selector, Dns dns) {
        KeyLookup.name(domain, selector).map(DomainName::ascii).ifPresent(name -> dns.prefetch(name, RecordType.TXT));
    }
}
