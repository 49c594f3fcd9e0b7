package org.jameslists.administration;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import javax.mail.MessagingException;

import org.jameslists.james.lists.ListDirectory;
import org.jameslists.mail.DomainName;

import com.google.inject.Inject;

/** The domains of this server's lists. */
final class ListDomains {
    private final ListDirectory directory;

    @Inject
    ListDomains(ListDirectory directory) {
        this.directory = directory;
    }

    /** The domains, sorted by name. */
    Set<DomainName> all() throws MessagingException {
        return directory.lists().stream()
                .map(list -> DomainName.parse(list.getDomain().asString()))
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(() -> new TreeSet<>(Comparator.comparing(DomainName::ascii))));
    }
}
