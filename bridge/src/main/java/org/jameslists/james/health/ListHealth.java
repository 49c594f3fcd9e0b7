package org.jameslists.james.health;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import javax.mail.MessagingException;

import org.apache.james.filesystem.api.FileSystem;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.dns.RecordType;
import org.jameslists.james.lists.KeyRotation;
import org.jameslists.james.settings.JamesDns;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.jameslists.james.settings.ProcessorPlan;
import org.jameslists.mail.DomainName;

import com.google.inject.Inject;

/**
 * The state of a list server as receivers see it, for the domains of its lists. Safe for use by many threads.
 */
public final class ListHealth {
    private final FileSystem fileSystem;
    private final ListAuthenticationSettings settings;
    private final JamesDns dns;
    private final KeyRotation rotation;

    /** Reads the processors from this file system, and uses these settings, this DNS and the keys in use. */
    @Inject
    public ListHealth(FileSystem fileSystem, ListAuthenticationSettings settings, JamesDns dns, KeyRotation rotation) {
        this.fileSystem = fileSystem;
        this.settings = settings;
        this.dns = dns;
        this.rotation = rotation;
    }

    /**
     * The domains that {@code mailetcontainer.xml} and the settings name for lists: where nobody can be asked for the lists
     * themselves.
     *
     * @throws MessagingException if {@code mailetcontainer.xml} cannot be read
     */
    public Set<DomainName> namedDomains() throws MessagingException {
        Set<DomainName> named = new LinkedHashSet<>();
        ProcessorPlan.read(fileSystem).map(Signer::namedDomains).ifPresent(named::addAll);
        settings.lists().forEach(lists -> lists.domain().ifPresent(named::add));
        return named;
    }

    /**
     * The state of each key that DkimResign and ArcSeal use.
     *
     * @throws MessagingException if {@code mailetcontainer.xml} cannot be read
     */
    public List<KeyState> keys(Collection<DomainName> lists) throws MessagingException {
        KeyHealth health = new KeyHealth(rotation.keys());
        RotationHealth rotations = new RotationHealth(rotation, health);
        List<KeyState> states = new ArrayList<>();
        Set<Signer> signers = signers(lists).stream()
                .map(signer -> new Signer(signer.domain(), signer.selector(), false))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        for (Signer signer : signers) {
            states.addAll(rotations.of(signer.domain(), signer.selector(), dns));
        }
        return states;
    }

    /**
     * Findings about each domain: SPF, DMARC, alignment and what else large receivers require.
     *
     * @throws MessagingException if {@code mailetcontainer.xml} cannot be read
     */
    public List<HealthFinding> domains(Collection<DomainName> lists) throws MessagingException {
        Set<DomainName> signing = signers(lists).stream()
                .filter(Signer::signs)
                .map(Signer::domain)
                .collect(Collectors.toSet());
        DomainHealth health = new DomainHealth(settings.serverAddresses());
        List<HealthFinding> findings = new ArrayList<>();
        for (DomainName domain : lists) {
            findings.addAll(health.of(domain, signing, dns.forOneMail()));
        }
        return findings;
    }

    /** Whether the DNS answers for each domain; the other checks look at the answers. */
    public List<HealthFinding> dns(Collection<DomainName> lists) {
        return lists.stream().map(this::dns).toList();
    }

    private HealthFinding dns(DomainName domain) {
        String subject = "DNS for " + domain.ascii();
        return dns.forOneMail().query(domain.ascii(), RecordType.A) instanceof DnsAnswer.Failure failure
                ? HealthFinding.unknown(
                        subject, "It does not answer: " + failure.reason() + ". Posts wait until it does.")
                : HealthFinding.healthy(subject, "It answers.");
    }

    /** The clock of this server. */
    public HealthFinding clock() {
        return new ClockHealth(InstantSource.system()).of(settings.clock());
    }

    private Set<Signer> signers(Collection<DomainName> lists) throws MessagingException {
        Optional<ProcessorPlan> plan = ProcessorPlan.read(fileSystem);
        return plan.map(processors -> Signer.of(processors, lists)).orElse(Set.of());
    }
}
