package org.jameslists.commandline;

import java.io.IOException;
import java.util.concurrent.Callable;

import org.jameslists.mail.SafeText;
import org.jameslists.signature.SignatureAlgorithm;
import org.jameslists.signature.SignatureResult;
import org.jameslists.signature.Signatures;
import org.jameslists.signature.SigningIdentity;

import com.fasterxml.jackson.databind.node.ObjectNode;

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
    private JsonOption json;

    @Mixin
    private DnsOptions dns;

    @Override
    public Integer call() throws IOException {
        SigningIdentity identity = key.identity();
        SignatureResult result = Signatures.tryOut(dns.dns(), identity);
        if (json.isWanted()) {
            root.print(json(result, identity));
        } else {
            root.print(result.status().word());
            root.print(reason(result, identity));
            if (isRsa(identity)) {
                root.print(Signatures.rsaLibrary());
            }
        }
        return exitCode(result);
    }

    private ObjectNode json(SignatureResult result, SigningIdentity identity) {
        ObjectNode object = json.object(exitCode(result))
                .put("record_name", name(identity))
                .put("algorithm", identity.key().algorithm().word())
                .put("result", result.status().word())
                .put("reason", SafeText.told(reason(result, identity)))
                .put("record", identity.key().publicRecord().toString());
        return isRsa(identity) ? object.put("rsa_library", Signatures.rsaLibrary()) : object;
    }

    private static int exitCode(SignatureResult result) {
        return switch (result.status()) {
            case PASS -> ExitCode.OK;
            case FAIL, PERMERROR -> ExitCode.FAIL;
            case TEMPERROR -> ExitCode.TEMPORARY_TROUBLE;
        };
    }

    private static boolean isRsa(SigningIdentity identity) {
        return identity.key().algorithm() == SignatureAlgorithm.RSA_SHA256;
    }

    private static String name(SigningIdentity identity) {
        return identity.selector() + "._domainkey." + identity.domain();
    }

    private static String reason(SignatureResult result, SigningIdentity identity) {
        String name = name(identity);
        return switch (result.status()) {
            case PASS -> "the record at " + name + " belongs to this key";
            case FAIL -> "the record at " + name + " belongs to another key";
            case PERMERROR, TEMPERROR -> name + ": " + result.reason();
        };
    }
}
