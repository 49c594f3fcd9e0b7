package org.jameslists.commandline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jameslists.forecast.ConfigurationException;
import org.jameslists.forecast.KeyFolder;
import org.jameslists.james.settings.SelectorPattern;
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

/** Prepares the next key of a rotation. */
@Command(
        name = "rotate",
        description = {
            "Prepares the next signing key of a domain.",
            "Makes a key with today's date for the * in --selector, writes it where James' configuration has its keys, and prints the"
                    + " TXT record to publish. James uses the key by itself, an hour after the record is published"
                    + " (keys.wait); until then the key before it signs. DkimResign and ArcSeal must name the same"
                    + " --selector, with the *. docs/operating/rotation.md has all steps.",
            "An existing key is never overwritten or removed."
        },
        footer = "  listauth rotate --conf /etc/james/conf --domain lists.example.org --selector 'list-*'")
final class RotateCommand implements Callable<Integer> {
    @ParentCommand
    private ListAuth root;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--conf",
            required = true,
            paramLabel = "FOLDER",
            description = "James' conf folder, with list-authentication.properties in it.")
    private Path conf;

    @Option(names = "--domain", required = true, paramLabel = "D", description = "The signing domain, d=.")
    private String domain;

    @Option(
            names = "--selector",
            required = true,
            paramLabel = "PATTERN",
            description = "The selector with * for a number, such as 'list-*'.")
    private String selector;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "rsa (2048 bits) or ed25519. Without it, that of the newest key; rsa for the first one.")
    private NewKey.Type type;

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private UnusedDnsOptions dns;

    @Override
    public Integer call() throws IOException, KeyFormatException {
        SelectorPattern pattern = pattern();
        try (KeyFolder keys = KeyFolder.of(conf)) {
            List<String> present = keys.selectors(domain, pattern);
            String next = next(pattern, present);
            DomainName name = KeyLookup.name(domain, next)
                    .orElseThrow(() ->
                            wrong("--domain and --selector make no domain name: " + next + "._domainkey." + domain));
            String pem = NewKey.pem(type(keys, present));
            Path file = keys.file(domain, next);
            Files.createDirectories(file.getParent());
            create(file, pem);
            root.print(TxtRecord.format(
                    name,
                    PemKeys.RECOMMENDED
                            .read(pem, Optional.empty())
                            .publicRecord()
                            .toString()));
            return ExitCode.OK;
        } catch (ConfigurationException e) {
            throw wrong("Invalid value for option '--conf': " + e.getMessage());
        }
    }

    private SelectorPattern pattern() {
        try {
            Optional<SelectorPattern> pattern = SelectorPattern.of(selector);
            return pattern.orElseThrow(() -> wrong("Invalid value for option '--selector': no * in " + selector));
        } catch (IllegalArgumentException e) {
            throw wrong("Invalid value for option '--selector': " + e.getMessage());
        }
    }

    /** Today as a number, or one more than the newest key has. */
    private static String next(SelectorPattern pattern, List<String> newestFirst) {
        long today = Long.parseLong(DateTimeFormatter.BASIC_ISO_DATE.format(
                InstantSource.system().instant().atZone(ZoneOffset.UTC).toLocalDate()));
        long newest = newestFirst.isEmpty() ? 0 : pattern.number(newestFirst.get(0));
        return pattern.selector(Math.max(today, newest + 1));
    }

    private NewKey.Type type(KeyFolder keys, List<String> newestFirst) throws ConfigurationException {
        if (type != null || newestFirst.isEmpty()) {
            return Optional.ofNullable(type).orElse(NewKey.Type.RSA);
        }
        return keys.isEd25519(domain, newestFirst.get(0)) ? NewKey.Type.ED25519 : NewKey.Type.RSA;
    }

    private void create(Path file, String pem) throws IOException {
        try {
            PrivateFile.create(file, pem.getBytes(StandardCharsets.US_ASCII));
        } catch (FileAlreadyExistsException e) {
            throw wrong(file + " exists");
        }
    }

    private ParameterException wrong(String reason) {
        return new ParameterException(spec.commandLine(), reason);
    }
}
