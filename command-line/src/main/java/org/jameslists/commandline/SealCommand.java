package org.jameslists.commandline;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jameslists.arc.ArcSealer;
import org.jameslists.arc.ArcSealing;
import org.jameslists.arc.ArcValidator;
import org.jameslists.arc.ChainValidation;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.results.AuthservId;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Seals a message. */
@Command(
        name = "seal",
        description = {
            "Seals a message with ARC (RFC 8617 §5.1), relaxed/relaxed.",
            "Prints the message with the three ARC fields on top, its lines ending in CRLF as they were signed.",
            "Takes the results from the Authentication-Results fields with the given id, in message order, each"
                    + " once. Their arc= says whether the chain was valid when the message came in. Without an arc=,"
                    + " validates the chain as it is now.",
            "If the message must not be sealed, prints it unchanged, with exit code 1."
        },
        footer = {
            "  listauth seal --key s1.pem --domain example.org --selector s1 \\",
            "    --authserv-id example.org message.eml > sealed.eml"
        })
final class SealCommand implements Callable<Integer> {
    @ParentCommand
    private ListAuth root;

    @Spec
    private CommandSpec spec;

    @Mixin
    private KeyOptions key;

    @Option(
            names = "--authserv-id",
            required = true,
            paramLabel = "ID",
            description = "The id of this server's Authentication-Results fields.")
    private String authservId;

    @Mixin
    private SigningOptions signing;

    @Mixin
    private DnsOptions dns;

    @Mixin
    private MessageArgument argument;

    @Override
    public Integer call() throws IOException {
        ArcSealer sealer = sealer();
        Message message = argument.read(root.in());
        AuthenticationResults results = authservId().merge(message.header());
        ArcSealing sealing = sealer.seal(message, received(message, results), results, key.identity());
        if (sealing instanceof ArcSealing.Sealed sealed) {
            root.print(
                    message.withHeader(message.header().prepend(sealed.fields().toArray(HeaderField[]::new))));
            return ExitCode.OK;
        }
        root.print(message);
        spec.commandLine().getErr().println("listauth: not sealed: " + ((ArcSealing.NotSealed) sealing).reason());
        return ExitCode.FAIL;
    }

    private ArcSealer sealer() {
        ArcSealer preset = new ArcSealer(signing.clock());
        try {
            return new ArcSealer(
                    preset.canonicalizations(), signing.signedFields(preset.signedFields()), preset.clock());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "Invalid value for option '--headers': " + e.getMessage());
        }
    }

    private AuthservId authservId() {
        try {
            return new AuthservId(authservId);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--authserv-id': " + e.getMessage());
        }
    }

    /** RFC 8617 §5.1: the state of the chain as received counts, which this server's own results show. */
    private ChainValidation received(Message message, AuthenticationResults results) throws IOException {
        List<Optional<ChainValidation>> told = results.results("arc").stream()
                .map(result -> ChainValidation.of(result.result()))
                .distinct()
                .toList();
        if (told.isEmpty()) {
            return new ArcValidator(dns.dns(), signing.clock())
                    .validate(message)
                    .status();
        }
        // Contradictory results, or a word that ARC does not define, are no pass.
        return told.size() == 1 ? told.get(0).orElse(ChainValidation.FAIL) : ChainValidation.FAIL;
    }
}
