package org.jameslists.commandline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jameslists.mail.DomainName;
import org.jameslists.signature.KeyFormatException;
import org.jameslists.signature.KeyLookup;
import org.jameslists.signature.PemKeys;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes a key pair. */
@Command(
        name = "keygen",
        description = {
            "Makes a key pair for DKIM and ARC.",
            "Writes the private key, readable only by its owner, and prints the TXT record to publish.",
            "Never overwrites an existing file."
        },
        footer = "  listauth keygen --domain example.org --selector s1 --out s1.pem")
final class KeygenCommand implements Callable<Integer> {
    @ParentCommand
    private ListAuth root;

    @Spec
    private CommandSpec spec;

    @Option(names = "--domain", required = true, paramLabel = "D", description = "The signing domain, d=.")
    private String domain;

    @Option(names = "--selector", required = true, paramLabel = "S", description = "The selector, s=.")
    private String selector;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = "rsa",
            description = "rsa (2048 bits, understood everywhere; the default) or ed25519 (RFC 8463).")
    private NewKey.Type type;

    @Option(names = "--out", required = true, paramLabel = "PEM", description = "The file for the private key.")
    private Path out;

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private UnusedDnsOptions dns;

    @Override
    public Integer call() throws IOException, KeyFormatException {
        DomainName name = KeyLookup.name(domain, selector)
                .orElseThrow(() ->
                        wrong("--domain and --selector make no domain name: " + selector + "._domainkey." + domain));
        String pem = NewKey.pem(type);
        try {
            PrivateFile.create(out, pem.getBytes(StandardCharsets.US_ASCII));
        } catch (FileAlreadyExistsException e) {
            throw wrong("Invalid value for option '--out': " + out + " exists");
        }
        String record =
                PemKeys.RECOMMENDED.read(pem, Optional.empty()).publicRecord().toString();
        root.print(TxtRecord.format(name, record));
        return ExitCode.OK;
    }

    private ParameterException wrong(String reason) {
        return new ParameterException(spec.commandLine(), reason);
    }
}
