package org.jameslists.commandline;

import java.io.IOException;
import java.util.concurrent.Callable;

import org.jameslists.authentication.Authentication;
import org.jameslists.authentication.Authenticator;
import org.jameslists.dns.LookupScheduler;
import org.jameslists.dns.LookupScheduler.Capacity;
import org.jameslists.james.reception.AuthenticationJson;
import org.jameslists.mail.SafeText;
import org.jameslists.results.AuthenticationResults;

import com.fasterxml.jackson.databind.node.ObjectNode;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Authenticates a message: SPF, DKIM, ARC and DMARC. */
@Command(
        name = "verify",
        description = {
            "Checks a message as James does when it comes in.",
            "Checks SPF if --ip is given, all DKIM signatures, the ARC chain and DMARC, and prints the"
                    + " Authentication-Results field (RFC 8601).",
            "The exit code follows DMARC. If the author's domain has no policy, it is 0 if SPF or a signature"
                    + " passes, or if there is nothing to check, or else 1 or 3."
        },
        footer = "  listauth verify --ip 192.0.2.1 --helo mx.example.org --mail-from author@example.org message.eml")
final class VerifyCommand implements Callable<Integer> {
    private static final Capacity ALONE = new Capacity(16, 16, 1000);

    @ParentCommand
    private ListAuth root;

    @Spec
    private CommandSpec spec;

    @ArgGroup(exclusive = false)
    private ClientOptions client;

    @Option(
            names = "--authserv-id",
            paramLabel = "ID",
            defaultValue = "localhost",
            description = "The id of the field. Without it: localhost.")
    private String authservId;

    @Mixin
    private DnsOptions dns;

    @Mixin
    private JsonOption json;

    @Mixin
    private MessageArgument message;

    @Override
    public Integer call() throws IOException {
        Authenticator authenticator = Authenticator.builder()
                .dns(dns.dns())
                .lookups(new LookupScheduler(ALONE))
                .build();
        Authentication found = authenticator.authenticate(
                message.read(root.in()), ClientOptions.smtpClient(client, spec.commandLine()));
        AuthenticationResults results = found.results(authservId);
        int exitCode = Verdict.exitCode(results);
        if (json.isWanted()) {
            root.print(json(found, results, exitCode));
        } else {
            root.print(results.toField().toString().replace("\r\n", "\n"));
        }
        return exitCode;
    }

    private ObjectNode json(Authentication found, AuthenticationResults results, int exitCode) {
        ObjectNode object = json.object(exitCode);
        object.putObject("standing")
                .put("word", found.standing().word())
                .put("reason", SafeText.told(found.standing().reason()));
        object.setAll(AuthenticationJson.protocols(found));
        return object.put("authentication_results", results.format().replace("\r\n", ""));
    }
}
