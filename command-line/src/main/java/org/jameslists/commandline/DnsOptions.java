package org.jameslists.commandline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsSettings;
import org.jameslists.dns.DnsjavaDns;
import org.jameslists.dns.ZoneFileDns;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which DNS a command asks. */
final class DnsOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @ArgGroup
    private Choice choice = new Choice();

    private static final class Choice {
        @Option(
                names = "--dns",
                paramLabel = "HOST:PORT",
                description = "Ask this DNS server. Separate several with commas. Without it, ask those of the system.")
        private String servers;

        @Option(
                names = "--dns-zone",
                paramLabel = "FILE",
                description = "Ask no server. Answer from this master file (RFC 1035) alone.")
        private Path zone;
    }

    /** The DNS that was chosen, if one was. */
    Optional<Dns> chosen() {
        return choice.zone == null && choice.servers == null ? Optional.empty() : Optional.of(dns());
    }

    /** The DNS that was chosen. */
    Dns dns() {
        try {
            if (choice.zone != null) {
                return ZoneFileDns.read(choice.zone);
            }
            return choice.servers == null ? DnsjavaDns.shared() : DnsjavaDns.of(choice.servers, DnsSettings.DEFAULT);
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--dns-zone': cannot read " + choice.zone + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "Invalid value for option '--dns': " + e.getMessage());
        }
    }
}
