package org.jameslists.forecast;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.jameslists.dns.Dns;
import org.jameslists.james.health.HealthFinding;
import org.jameslists.james.health.ListHealth;
import org.jameslists.james.lists.KeyPublication;
import org.jameslists.james.lists.KeyRotation;
import org.jameslists.james.settings.JamesDns;
import org.jameslists.james.settings.KeyFiles;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.jameslists.mail.DomainName;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;

/** Checks a configuration folder as the health checks of a running James do. */
public final class Doctor {
    private Doctor() {}

    /**
     * All findings about keys, domains, DNS and clock.
     *
     * @param conf James' {@code conf} folder; it is only read
     * @param named the domains of the lists; if empty, those that {@code mailetcontainer.xml} names
     * @param dns the DNS to ask instead of the one in the settings
     * @throws ConfigurationException if James would refuse the settings or {@code mailetcontainer.xml}
     */
    public static List<HealthFinding> examine(Path conf, Collection<DomainName> named, Optional<Dns> dns)
            throws IOException, ConfigurationException {
        Path working = Files.createTempDirectory("doctor");
        try {
            return examine(new FileSystemImpl(new Folders(conf, working)), named, dns);
        } catch (MessagingException e) {
            throw ConfigurationException.of(conf.toString(), e);
        } finally {
            MoreFiles.deleteRecursively(working, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    private static List<HealthFinding> examine(FileSystem fileSystem, Collection<DomainName> named, Optional<Dns> dns)
            throws MessagingException {
        ListAuthenticationSettings settings = new ListAuthenticationSettings(fileSystem);
        Dns asked = dns.orElseGet(() -> new JamesDns.OfSettings(settings));
        KeyRotation rotation = new KeyRotation(
                new KeyFiles(fileSystem, settings), KeyPublication.withoutMemory(asked::query), settings);
        ListHealth health = new ListHealth(fileSystem, settings, asked::query, rotation);
        Collection<DomainName> lists = named.isEmpty() ? health.namedDomains() : named;
        if (lists.isEmpty()) {
            throw new MessagingException(
                    "mailetcontainer.xml and list-authentication.properties name no domain of lists: name it with --domain");
        }
        List<HealthFinding> findings = new ArrayList<>(health.dns(lists));
        health.keys(lists).forEach(key -> findings.addAll(key.findings()));
        findings.addAll(health.domains(lists));
        findings.add(health.clock());
        return findings;
    }
}
