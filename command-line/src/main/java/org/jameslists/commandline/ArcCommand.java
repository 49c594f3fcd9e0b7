package org.jameslists.commandline;

import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Callable;

import org.jameslists.arc.ArcResult;
import org.jameslists.arc.ArcValidator;
import org.jameslists.arc.ChainValidation;
import org.jameslists.james.reception.AuthenticationJson;

import com.fasterxml.jackson.databind.node.ObjectNode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Validates a message's ARC chain. */
@Command(
        name = "arc",
        description = {
            "Validates the ARC chain of a message (RFC 8617 §5.2).",
            "Prints none, pass or fail on the first line, and why on the second.",
            "A DNS failure is a fail (RFC 8617 §5.2.1)."
        },
        footer = "  listauth arc message.eml")
final class ArcCommand implements Callable<Integer> {
    @ParentCommand
    private ListAuth root;

    @Mixin
    private DnsOptions dns;

    @Mixin
    private JsonOption json;

    @Mixin
    private MessageArgument message;

    @Override
    public Integer call() throws IOException {
        ArcResult result = new ArcValidator(dns.dns(), InstantSource.system()).validate(message.read(root.in()));
        int exitCode = result.status() == ChainValidation.FAIL ? ExitCode.FAIL : ExitCode.OK;
        if (json.isWanted()) {
            ObjectNode object = json.object(exitCode);
            object.set("arc", AuthenticationJson.arc(result));
            root.print(object);
        } else {
            root.print(result.status().word());
            root.print(reason(result));
        }
        return exitCode;
    }

    private static String reason(ArcResult result) {
        return switch (result.status()) {
            case NONE -> "no ARC field";
            case PASS -> "sets: " + result.instances() + ", oldest-pass: " + result.oldestPass();
            case FAIL -> result.reason();
        };
    }
}
