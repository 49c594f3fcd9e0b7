package org.jameslists.commandline;

import picocli.CommandLine.Option;

/** The options of {@link DnsOptions} where nothing is asked, so that a script may give them to any command. */
final class UnusedDnsOptions {
    @Option(
            names = {"--dns", "--dns-zone"},
            hidden = true,
            paramLabel = "DNS",
            description = "Accepted, and not used.")
    @SuppressWarnings("UnusedVariable")
    private String ignored;
}
