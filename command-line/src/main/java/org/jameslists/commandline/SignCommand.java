package org.jameslists.commandline;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jameslists.dkim.DkimSigner;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.signature.Canonicalizations;
import org.jameslists.signature.SignedFields;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Signs a message. */
@Command(
        name = "sign",
        description = {
            "Signs a message with DKIM (RFC 6376), relaxed/relaxed.",
            "Prints the message with the DKIM-Signature on top, its lines ending in CRLF as they were signed."
        },
        footer = "  listauth sign --key s1.pem --domain example.org --selector s1 message.eml > signed.eml")
final class SignCommand implements Callable<Integer> {
    @ParentCommand
    private ListAuth root;

    @Mixin
    private KeyOptions key;

    @Mixin
    private SigningOptions signing;

    @Mixin
    private MessageArgument argument;

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private UnusedDnsOptions dns;

    @Override
    public Integer call() throws IOException {
        DkimSigner signer = new DkimSigner(
                Canonicalizations.RELAXED_RELAXED,
                signing.signedFields(SignedFields.DEFAULT),
                Optional.empty(),
                signing.clock());
        DkimSigner.Order order = new DkimSigner.Order(key.identity());
        Message message = argument.read(root.in());
        List<HeaderField> signature = signer.sign(message, List.of(order));
        root.print(message.withHeader(message.header().prepend(signature.toArray(HeaderField[]::new))));
        return ExitCode.OK;
    }
}
