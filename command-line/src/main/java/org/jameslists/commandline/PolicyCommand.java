package org.jameslists.commandline;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.jameslists.dmarc.DmarcAnswer;
import org.jameslists.dmarc.DmarcDiscovery;
import org.jameslists.dmarc.OrganizationalDomain;
import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsQuestion;
import org.jameslists.mail.DomainName;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Looks up the DMARC policy of a domain. */
@Command(
        name = "policy",
        description = {
            "Looks up the DMARC policy for mail from a domain.",
            "Looks in both ways that receivers use: the tree walk of RFC 9989 and the public suffix list of RFC"
                    + " 7489. If they disagree, a list should follow the stricter one.",
            "Prints the policy that applies, where it was found, and the questions to the DNS."
        },
        footer = "  listauth policy example.ne.jp")
final class PolicyCommand implements Callable<Integer> {
    @ParentCommand
    private ListAuth root;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DnsOptions dns;

    @Parameters(paramLabel = "DOMAIN", description = "The domain of an author's address.")
    private String domain;

    @Override
    public Integer call() throws IOException {
        DomainName author = DomainName.parse(domain)
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "Not a domain name: '" + domain + "'"));
        Dns chosen = dns.dns();
        int exitCode = ExitCode.OK;
        for (DmarcDiscovery discovery : DmarcDiscovery.values()) {
            DmarcAnswer answer = discovery.find(author, chosen);
            root.print(heading(discovery));
            print(answer);
            if (answer instanceof DmarcAnswer.TempError) {
                exitCode = ExitCode.TEMPORARY_TROUBLE;
            }
        }
        return exitCode;
    }

    private static String heading(DmarcDiscovery discovery) {
        return switch (discovery) {
            case TREE_WALK -> "Tree walk (RFC 9989)";
            case PUBLIC_SUFFIX_LIST -> "Public suffix list (RFC 7489)";
        };
    }

    private void print(DmarcAnswer answer) throws IOException {
        if (answer instanceof DmarcAnswer.Found found) {
            print("policy", found.applies().word());
            print(
                    "published",
                    found.tag().name().toLowerCase(Locale.ROOT) + "="
                            + found.published().word() + (found.record().testing() ? ", t=y" : ""));
            print("record", found.record().toString());
            print("found at", "_dmarc." + found.foundAt());
            print("organizational domain", name(found.organizationalDomain()));
        } else if (answer instanceof DmarcAnswer.None none) {
            print("policy", "none: " + none.reason());
            print("organizational domain", name(none.organizationalDomain()));
        } else {
            print("policy", "unknown: " + ((DmarcAnswer.TempError) answer).reason());
        }
        for (DnsQuestion question : answer.queries()) {
            print("asked", question.toString());
        }
    }

    private static String name(OrganizationalDomain organization) {
        return organization instanceof OrganizationalDomain.Known known
                ? known.name().ascii()
                : "unknown: " + ((OrganizationalDomain.Unknown) organization).reason();
    }

    private void print(String what, String value) throws IOException {
        root.print("  " + what + ": " + value);
    }
}
