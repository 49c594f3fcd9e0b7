package org.jameslists.commandline;

import picocli.CommandLine.Option;

/** The options of {@link DnsOptions} for commands that need no DNS, so that a script can give them to any command. */
final class UnusedDnsOptions {
    @Option(
            names = {"--dns", "--dns-zone"},
            hidden = true,
            paramLabel = "DNS",
            description = "Accepted but not used.")
    @SuppressWarnings("UnusedVariable")
    private String ignored;
}
