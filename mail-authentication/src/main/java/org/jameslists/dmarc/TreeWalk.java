package org.jameslists.dmarc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jameslists.dmarc.DmarcRecord.Psd;
import org.jameslists.mail.DomainName;

/** The DNS tree walk (RFC 9989 §4.10): finds the records for a domain and the domains above it. */
final class TreeWalk {
    /** RFC 9989 §4.10, step 4: a longer name is shortened to this many labels, so there are at most eight questions. */
    private static final int MOST_LABELS_ABOVE = 7;

    private final DomainName start;
    private final List<Published> published = new ArrayList<>();
    private Optional<String> failure = Optional.empty();

    /** A record, and its domain. */
    record Published(DomainName domain, DmarcRecord record) {}

    private TreeWalk(DomainName start) {
        this.start = start;
    }

    /** Walks up from a domain. A failure of the DNS ends the walk; earlier records are kept. */
    static TreeWalk from(DomainName start, PolicyLookup lookup) {
        TreeWalk walk = new TreeWalk(start);
        for (DomainName target : targets(start)) {
            try {
                Optional<DmarcRecord> record = lookup.recordOf(target);
                record.ifPresent(found -> walk.published.add(new Published(target, found)));
                if (record.isPresent() && record.get().psd() != Psd.UNKNOWN) {
                    break;
                }
            } catch (DnsFailureException e) {
                walk.failure = Optional.of(e.getMessage());
                break;
            }
        }
        return walk;
    }

    /** RFC 9989 §4.10, steps 3 to 7: the names to ask about, unless a record stops the walk. */
    static List<DomainName> targets(DomainName start) {
        List<DomainName> targets = new ArrayList<>();
        targets.add(start);
        for (int labels = Math.min(start.labels().size() - 1, MOST_LABELS_ABOVE); labels > 0; labels--) {
            targets.add(start.last(labels));
        }
        return targets;
    }

    /** Why the walk ended early. */
    Optional<String> failure() {
        return failure;
    }

    /** The record of a domain on the walk. */
    Optional<Published> at(DomainName domain) {
        return published.stream().filter(found -> found.domain().equals(domain)).findFirst();
    }

    /** The record of a public suffix above the start. */
    Optional<Published> publicSuffix() {
        return published.stream().filter(this::isPublicSuffixAboveStart).findFirst();
    }

    /** RFC 9989 §4.10.2: the organizational domain, found from the longest name to the shortest. */
    OrganizationalDomain organizationalDomain() {
        for (Published found : published) {
            if (found.record().psd() == Psd.NO) {
                return new OrganizationalDomain.Known(found.domain());
            }
            if (isPublicSuffixAboveStart(found)) {
                int labels = found.domain().labels().size() + 1;
                return new OrganizationalDomain.Known(start.last(labels));
            }
        }
        if (failure.isPresent()) {
            return new OrganizationalDomain.Unknown(failure.get());
        }
        return new OrganizationalDomain.Known(
                published.isEmpty()
                        ? start
                        : published.get(published.size() - 1).domain());
    }

    private boolean isPublicSuffixAboveStart(Published found) {
        return found.record().psd() == Psd.YES && !found.domain().equals(start);
    }
}
