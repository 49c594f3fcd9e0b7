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
            description = "A domain of lists. Repeat the option for several. Without it, those that DkimResign,"
                    + " ArcSeal and ToList name.")
    private List<String> domains = List.of();

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
            for (HealthFinding finding : findings) {
                root.print(String.format("%-10s%s", finding.level().name().toLowerCase(Locale.ROOT), finding));
            }
            return exitCode(HealthFinding.worst(findings));
        } catch (ConfigurationException e) {
            throw new ParameterException(spec.commandLine(), "Invalid value for option '--conf': " + e.getMessage());
        }
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
