package org.jameslists.commandline;

import java.io.IOException;
import java.util.concurrent.Callable;

import org.jameslists.signature.SignatureAlgorithm;
import org.jameslists.signature.SignatureResult;
import org.jameslists.signature.Signatures;
import org.jameslists.signature.SigningIdentity;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Checks that the signatures of a key will verify. */
@Command(
        name = "checkkey",
        description = {
            "Checks that the DNS publishes the public half of a private key.",
            "Makes a test signature and verifies it with the record in the DNS.",
            "Prints pass, fail, permerror (no usable record) or temperror on the first line, and why on the second.",
            "For an RSA key, the third line says what computes RSA: the JDK, or a faster library whose jar is next"
                    + " to this one. James also logs that line at start-up."
        },
        footer = "  listauth checkkey --key s1.pem --domain example.org --selector s1")
final class CheckKeyCommand implements Callable<Integer> {
    @ParentCommand
    private ListAuth root;

    @Mixin
    private KeyOptions key;

    @Mixin
    private DnsOptions dns;

    @Override
    public Integer call() throws IOException {
        SigningIdentity identity = key.identity();
        SignatureResult result = Signatures.tryOut(dns.dns(), identity);
        root.print(result.status().word());
        root.print(reason(result, identity));
        if (identity.key().algorithm() == SignatureAlgorithm.RSA_SHA256) {
            root.print(Signatures.rsaLibrary());
        }
        return switch (result.status()) {
            case PASS -> ExitCode.OK;
            case FAIL, PERMERROR -> ExitCode.FAIL;
            case TEMPERROR -> ExitCode.TEMPORARY_TROUBLE;
        };
    }

    private static String reason(SignatureResult result, SigningIdentity identity) {
        String name = identity.selector() + "._domainkey." + identity.domain();
        return switch (result.status()) {
            case PASS -> "the record at " + name + " belongs to this key";
            case FAIL -> "the record at " + name + " belongs to another key";
            case PERMERROR, TEMPERROR -> name + ": " + result.reason();
        };
    }
}
