package org.jameslists.authentication;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jameslists.arc.ArcResult;
import org.jameslists.arc.ArcValidator;
import org.jameslists.dkim.DkimResult;
import org.jameslists.dkim.DkimVerifier;
import org.jameslists.dmarc.AuthorDomains;
import org.jameslists.dmarc.DmarcAnswer;
import org.jameslists.dmarc.DmarcEvaluator;
import org.jameslists.dmarc.DmarcResult;
import org.jameslists.dmarc.Identifier;
import org.jameslists.dmarc.IdentifierAlignment;
import org.jameslists.dmarc.IdentifierAlignment.Mechanism;
import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsjavaDns;
import org.jameslists.dns.LookupScheduler;
import org.jameslists.dns.Lookups;
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
 * Authenticates messages: SPF, DKIM signatures up to a limit, the ARC chain and DMARC. Then it decides what the
 * author's name is worth. It reads the body once, and makes look-ups that it can foresee at the same time. Safe for use
 * by many threads.
 *
 * <pre>{@code
 * Message message = Message.read(Path.of("post.eml"));
 * Authentication found = Authenticator.create().authenticate(message);
 * System.out.println(found.results("mx.example.org"));
 * }</pre>
 */
public final class Authenticator {
    private final Dns dns;
    private final MessageDns.Limits limits;
    private final Lookups lookups;
    private final DmarcEvaluator dmarc;
    private final int mostSignatures;
    private final InstantSource clock;
    private final TrustedSealers sealers;

    private Authenticator(Builder builder) {
        this.dns = builder.dns;
        this.limits = builder.limits;
        this.lookups = builder.lookups.orElseGet(() -> new LookupScheduler(LookupScheduler.Capacity.DEFAULT));
        this.dmarc = builder.dmarc;
        this.mostSignatures = builder.mostSignatures;
        this.clock = builder.clock;
        this.sealers = builder.sealers;
    }

    /** An authenticator with the defaults of {@link Builder}. Create one and keep it. */
    public static Authenticator create() {
        return builder().build();
    }

    /** A builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link Authenticator}. The defaults are safe for mail from strangers. */
    public static final class Builder {
        private Dns dns = DnsjavaDns.shared();
        private MessageDns.Limits limits = MessageDns.Limits.DEFAULT;
        private Optional<Lookups> lookups = Optional.empty();
        private DmarcEvaluator dmarc = DmarcEvaluator.DEFAULT;
        private int mostSignatures = DkimVerifier.MOST_SIGNATURES;
        private InstantSource clock = InstantSource.system();
        private TrustedSealers sealers = TrustedSealers.NONE;

        private Builder() {}

        /** The DNS for all messages. By default the servers and the cache of {@link DnsjavaDns#shared()}. */
        public Builder dns(Dns source) {
            dns = requireNonNull(source);
            return this;
        }

        /** How much of the DNS one message may cost. By default {@link MessageDns.Limits#DEFAULT}. */
        public Builder limits(MessageDns.Limits most) {
            limits = requireNonNull(most);
            return this;
        }

        /**
         * Runs look-ups. By default the authenticator's own {@link LookupScheduler}, whose threads end when idle.
         */
        public Builder lookups(Lookups runner) {
            lookups = Optional.of(runner);
            return this;
        }

        /** How DMARC is evaluated. By default {@link DmarcEvaluator#DEFAULT}: the tree walk of RFC 9989. */
        public Builder dmarc(DmarcEvaluator evaluator) {
            dmarc = requireNonNull(evaluator);
            return this;
        }

        /**
         * How many DKIM signatures of a message to try, from the top (RFC 6376 §8.4). By default
         * {@link DkimVerifier#MOST_SIGNATURES}.
         *
         * @throws IllegalArgumentException if that is less than 1
         */
        public Builder mostSignatures(int most) {
            if (most < 1) {
                throw new IllegalArgumentException("at least one DKIM signature must be tried: " + most);
            }
            mostSignatures = most;
            return this;
        }

        /** Tells the time. By default the system's clock. */
        public Builder clock(InstantSource source) {
            clock = requireNonNull(source);
            return this;
        }

        /** The ARC sealers to trust. By default none. */
        public Builder trusting(TrustedSealers trusted) {
            sealers = requireNonNull(trusted);
            return this;
        }

        /** Builds the authenticator. */
        public Authenticator build() {
            return new Authenticator(this);
        }
    }

    /**
     * Authenticates a message from an unknown client: SPF is not checked.
     *
     * @throws IOException if the body cannot be read
     */
    public Authentication authenticate(Message message) throws IOException {
        return authenticate(message, Optional.empty());
    }

    /**
     * Authenticates a message from a client.
     *
     * @throws IOException if the body cannot be read
     */
    public Authentication authenticate(Message message, SmtpClient client) throws IOException {
        return authenticate(message, Optional.of(client));
    }

    /**
     * Authenticates a message. An error in the DNS or in the message is a result, not an exception.
     *
     * @param message the message as it came in
     * @param client the client that handed it in; without one, SPF is not checked
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
     * Authenticates a message from a trusted relay. Uses the relay's result for SPF, and for DMARC if the relay reports
     * one. Verifies DKIM and ARC here.
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
        try (MessageDns messageDns = new MessageDns(dns, limits, lookups.of(client.map(SmtpClient::address)))) {
            Dns decision = messageDns.decision();
            AuthorDomains authors = AuthorDomains.of(message.header());
            CanonicalMessage canonical = new CanonicalMessage(message);
            DkimVerifier.Prepared dkim = new DkimVerifier(
                            new MessageSignatureVerifier(new KeyDns(authors, messageDns), clock), mostSignatures)
                    .prepare(canonical);
            ArcValidator.Prepared arc =
                    new ArcValidator(new MessageSignatureVerifier(messageDns.rest(), clock)).prepare(canonical);

            // In this order: the questions that DMARC needs come first, before others can take their time.
            List<DomainName> looked =
                    authors.domains().stream().limit(dmarc.maxAuthorDomains()).toList();
            looked.forEach(author -> dmarc.discovery().prefetch(author, decision));
            client.map(host -> SpfVerifier.mailFromDomain(host.helo(), host.reversePath()))
                    .flatMap(DomainName::parse)
                    .ifPresent(sender -> decision.prefetch(sender.ascii(), RecordType.TXT));
            prefetchKeys(dkim, arc, new KeyDns(authors, messageDns), messageDns.rest());
            List<DmarcAnswer> policies = looked.stream()
                    .map(author -> dmarc.discovery().find(author, decision))
                    .toList();
            Optional<SpfResult> spf = spfVerifier.apply(decision);
            policies.forEach(policy -> askAlignment(policy, dkim, spf, decision));

            List<DkimResult> dkimResults = dkim.verify();
            ArcResult arcResult = arc.validate();
            DmarcResult own = dmarc.evaluate(authors, identifiers(spf, dkimResults), decision);
            Optional<DmarcResult> adopted = relay.flatMap(found -> found.dmarc(own));
            Optional<String> source = adopted.isPresent() ? relay.map(RelayResults::words) : Optional.empty();
            DmarcResult dmarcResult = adopted.orElse(own);
            Optional<Vouching> vouching = sealers.vouching(arc, arcResult, dmarcResult, decision);
            List<DkimResult> covering = dkimResults.stream()
                    .filter(result -> result.uncovered().isEmpty())
                    .toList();
            DmarcResult decisive = covering.equals(dkimResults)
                    ? dmarcResult
                    : dmarc.evaluate(authors, identifiers(spf, covering), decision);
            AuthorStanding standing = StandingDecision.of(authors, decisive, vouching);
            Authentication.Protocols protocols = new Authentication.Protocols(spf, dkimResults, arcResult, dmarcResult);
            return new Authentication(client, protocols, source, vouching, standing);
        }
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

    /** Asks ahead what DMARC will need to know about the identifiers if they pass. */
    private static void askAlignment(
            DmarcAnswer policy, DkimVerifier.Prepared dkim, Optional<SpfResult> spf, Dns decision) {
        if (policy instanceof DmarcAnswer.Found found) {
            dkim.signatures().stream()
                    .flatMap(signature -> DomainName.parse(signature.domain()).stream())
                    .forEach(signer -> IdentifierAlignment.of(found, Mechanism.DKIM, signer, decision));
            spf.flatMap(SpfResult::domain)
                    .ifPresent(sender -> IdentifierAlignment.of(found, Mechanism.SPF, sender, decision));
        }
    }

    private static void prefetchKeys(DkimVerifier.Prepared dkim, ArcValidator.Prepared arc, Dns dkimKeys, Dns arcKeys) {
        dkim.signatures().forEach(each -> prefetchKey(each.domain(), each.selector(), dkimKeys));
        arc.messageSignatures().forEach(each -> prefetchKey(each.domain(), each.selector(), arcKeys));
        arc.seals().forEach(each -> prefetchKey(each.domain(), each.selector(), arcKeys));
    }

    private static void prefetchKey(String domain, String selector, Dns dns) {
        KeyLookup.name(domain, selector).map(DomainName::ascii).ifPresent(name -> dns.prefetch(name, RecordType.TXT));
    }
}
