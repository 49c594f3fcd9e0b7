package org.jameslists.commandline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.jameslists.signature.KeyFormatException;
import org.jameslists.signature.KeyLookup;
import org.jameslists.signature.PemKeys;
import org.jameslists.signature.SigningIdentity;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A private key, and the name under which its public half is published. */
final class KeyOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "PEM",
            description = "The private key: RSA of 1024 bits or more, or Ed25519; PKCS#1 or PKCS#8.")
    private Path key;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "A file whose first line is the password of an encrypted key.")
    private Path passwordFile;

    @Option(names = "--domain", required = true, paramLabel = "D", description = "The signing domain, d=.")
    private String domain;

    @Option(
            names = "--selector",
            required = true,
            paramLabel = "S",
            description = "The selector, s=. The public key is at S._domainkey.D in the DNS.")
    private String selector;

    /** The signer. The key may be as short as RFC 8301 §3.2 permits: the shell is the place to try things. */
    SigningIdentity identity() {
        if (KeyLookup.name(domain, selector).isEmpty()) {
            throw wrong("--domain and --selector make no domain name: " + selector + "._domainkey." + domain);
        }
        try {
            return new SigningIdentity(
                    domain, selector, new PemKeys(PemKeys.SHORTEST_RSA_BITS).read(text(key), password()));
        } catch (KeyFormatException e) {
            throw wrong("Invalid value for option '--key': " + key + ": " + e.getMessage());
        } catch (IOException e) {
            throw wrong("Cannot read " + e.getMessage());
        }
    }

    private Optional<String> password() throws IOException {
        return passwordFile == null
                ? Optional.empty()
                : text(passwordFile).lines().findFirst();
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private ParameterException wrong(String reason) {
        return new ParameterException(spec.commandLine(), reason);
    }
}
