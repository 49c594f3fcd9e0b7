package org.jameslists.commandline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jameslists.forecast.ConfigurationException;
import org.jameslists.forecast.Doctor;
import org.jameslists.james.health.HealthFinding;
import org.jameslists.james.health.HealthLevel;
import org.jameslists.mail.DomainName;
import org.jameslists.mail.SafeText;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Checks a list server from outside. */
@Command(
        name = "doctor",
        description = {
            "Checks the keys, domains, DNS and clock of a list server, and says what to do.",
            "Reads a James configuration and makes the same checks as the health checks of a running James: whether"
                    + " the DNS publishes the keys, whether the keys are strong enough, and whether the lists'"
                    + " domains have what Gmail, Yahoo and Outlook require of bulk senders. Changes nothing. Without"
                    + " --dns and --dns-zone, it asks the servers that dns.servers names.",
            "Prints one line for each finding: healthy, unknown, degraded or unhealthy, then what was found and what"
                    + " to do.",
            "The exit code is 1 if a finding is degraded or unhealthy, or else 3 if one is unknown. Held posts are"
                    + " not checked here, only by a running James (GET /healthcheck)."
        },
        footer = "  listauth doctor --conf /etc/james/conf")
final class DoctorCommand implements Callable<Integer> {
    @ParentCommand
    private ListAuth root;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--conf",
            required = true,
            paramLabel = "FOLDER",
            description = "James' conf folder, with mailetcontainer.xml and list-authentication.properties in it.")
    private Path conf;

    @Option(
            names = "--domain",
            paramLabel = "D",
            description = "A domain that lists are in; several by several options. Without it, those that DkimResign,"
                    + " ArcSeal, ToList and lists in list-authentication.properties name.")
    private List<String> domains = List.of();

    @Mixin
    private JsonOption json;

    @Mixin
    private DnsOptions dns;

    @Override
    public Integer call() throws IOException {
        if (!Files.isReadable(conf.resolve("mailetcontainer.xml"))) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--conf': no mailetcontainer.xml in " + conf);
        }
        try {
            List<HealthFinding> findings = Doctor.examine(conf, lists(), dns.chosen());
            if (json.isWanted()) {
                root.print(json(findings));
            } else {
                for (HealthFinding finding : findings) {
                    root.print(String.format("%-10s%s", word(finding.level()), finding));
                }
            }
            return exitCode(HealthFinding.worst(findings));
        } catch (ConfigurationException e) {
            throw new ParameterException(spec.commandLine(), "Invalid value for option '--conf': " + e.getMessage());
        }
    }

    private ObjectNode json(List<HealthFinding> findings) {
        HealthLevel worst = HealthFinding.worst(findings);
        ObjectNode object = json.object(exitCode(worst)).put("level", word(worst));
        ArrayNode array = object.putArray("findings");
        for (HealthFinding finding : findings) {
            ObjectNode each = array.addObject()
                    .put("level", word(finding.level()))
                    .put("subject", SafeText.told(finding.subject()))
                    .put("words", SafeText.told(finding.words()));
            if (!finding.advice().isEmpty()) {
                each.put("advice", finding.advice());
            }
        }
        return object;
    }

    private static String word(HealthLevel level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    private List<DomainName> lists() {
        List<DomainName> lists = new ArrayList<>();
        for (String domain : domains) {
            Optional<DomainName> parsed = DomainName.parse(domain);
            lists.add(parsed.orElseThrow(() -> new ParameterException(
                    spec.commandLine(), "Invalid value for option '--domain': not a domain name: " + domain)));
        }
        return lists;
    }

    private static int exitCode(HealthLevel worst) {
        return switch (worst) {
            case HEALTHY -> ExitCode.OK;
            case UNKNOWN -> ExitCode.TEMPORARY_TROUBLE;
            case DEGRADED, UNHEALTHY -> ExitCode.FAIL;
        };
    }
}
