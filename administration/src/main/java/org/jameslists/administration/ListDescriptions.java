package org.jameslists.administration;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.filesystem.api.FileSystem;
import org.jameslists.administration.ListDescription.Policy;
import org.jameslists.administration.ListDescription.ProcessingStep;
import org.jameslists.administration.ListDescription.Settings;
import org.jameslists.dmarc.DmarcAnswer;
import org.jameslists.dmarc.DmarcDiscovery;
import org.jameslists.james.lists.ListDirectory;
import org.jameslists.james.lists.SerialNumbers;
import org.jameslists.james.settings.JamesDns;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.jameslists.james.settings.ProcessorPlan;
import org.jameslists.james.settings.ProcessorPlan.Step;
import org.jameslists.mail.DomainName;

import com.google.inject.Inject;

/** Collects what is known about a list. */
final class ListDescriptions {
    private static final Pattern SECRET = Pattern.compile("pass|secret|token", Pattern.CASE_INSENSITIVE);

    private final ListDirectory directory;
    private final HeldPosts posts;
    private final SerialNumbers numbers;
    private final Configuration configuration;

    @Inject
    ListDescriptions(ListDirectory directory, HeldPosts posts, SerialNumbers numbers, Configuration configuration) {
        this.directory = directory;
        this.posts = posts;
        this.numbers = numbers;
        this.configuration = configuration;
    }

    /** The configuration and the DNS. */
    static final class Configuration {
        private final FileSystem fileSystem;
        private final ListAuthenticationSettings settings;
        private final JamesDns dns;

        @Inject
        Configuration(FileSystem fileSystem, ListAuthenticationSettings settings, JamesDns dns) {
            this.fileSystem = fileSystem;
            this.settings = settings;
            this.dns = dns;
        }

        Settings settings() throws MessagingException {
            Map<String, List<Step>> processors = ProcessorPlan.read(fileSystem)
                    .map(ProcessorPlan::processors)
                    .orElse(Map.of());
            String processor = processors.values().stream()
                    .flatMap(List::stream)
                    .filter(step -> step.mailet().equals("ToList"))
                    .findFirst()
                    .map(step -> step.parameters().getOrDefault("processor", "list"))
                    .orElse("list");
            return new Settings(
                    settings.authservId().text(),
                    processor,
                    processors.getOrDefault(processor, List.of()).stream()
                            .map(step -> new ProcessingStep(step.match(), step.mailet(), shown(step.parameters())))
                            .toList());
        }

        private static Map<String, String> shown(Map<String, String> parameters) {
            Map<String, String> shown = new TreeMap<>(parameters);
            shown.replaceAll((name, value) -> SECRET.matcher(name).find() ? "(not shown)" : value);
            return shown;
        }

        Policy policy(MailAddress list) throws MessagingException {
            String domain = list.getDomain().asString();
            Optional<DomainName> name = DomainName.parse(domain);
            if (name.isEmpty()) {
                return new Policy(domain, "unknown", "the list's domain is not a domain name of the DNS");
            }
            DmarcAnswer answer = DmarcDiscovery.TREE_WALK.find(name.get(), dns.forOneMail());
            if (answer instanceof DmarcAnswer.Found found) {
                return new Policy(
                        domain,
                        found.applies().word().toLowerCase(Locale.ROOT),
                        "_dmarc." + found.foundAt() + ": " + found.record());
            }
            return answer instanceof DmarcAnswer.None none
                    ? new Policy(domain, "absent", none.reason())
                    : new Policy(domain, "unknown", ((DmarcAnswer.TempError) answer).reason());
        }
    }

    ListDescription of(MailAddress list) throws MessagingException, IOException {
        return new ListDescription(
                list.asString(),
                directory.members(list).stream()
                        .map(MailAddress::asString)
                        .sorted()
                        .toList(),
                numbers.last(list),
                posts.each(list, HeldPost::key).size(),
                configuration.policy(list),
                configuration.settings());
    }
}
