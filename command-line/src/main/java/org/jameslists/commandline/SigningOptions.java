package org.jameslists.commandline;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jameslists.signature.SignedFields;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The fields and the time of a new signature. */
final class SigningOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--headers",
            paramLabel = "NAME",
            split = ":",
            description = "The header fields to sign, separated by colons, each as often as it is present. Without it:"
                    + " those that the mailets sign.")
    private List<String> headers = List.of();

    @Option(
            names = "--time",
            paramLabel = "N",
            description = "The time of the signature, t=, in seconds since 1970. Without it: now.")
    private Long seconds;

    SignedFields signedFields(SignedFields preset) {
        if (headers.isEmpty()) {
            return preset;
        }
        try {
            return new SignedFields(Set.of(), new LinkedHashSet<>(headers));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "Invalid value for option '--headers': " + e.getMessage());
        }
    }

    InstantSource clock() {
        if (seconds == null) {
            return InstantSource.system();
        }
        if (seconds < 0) {
            throw new ParameterException(spec.commandLine(), "Invalid value for option '--time': " + seconds);
        }
        return InstantSource.fixed(Instant.ofEpochSecond(seconds));
    }
}
