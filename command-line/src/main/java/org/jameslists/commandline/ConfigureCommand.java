package org.jameslists.commandline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import org.jameslists.mail.DomainName;
import org.jameslists.samples.FileChange;
import org.jameslists.samples.Installation;
import org.jameslists.samples.SampleChoice;
import org.jameslists.samples.UnplaceableException;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Puts a sample into James' configuration. */
@Command(
        name = "configure",
        sortSynopsis = false,
        description = {
            "Adds one of the configuration samples to the configuration of a James.",
            "In a folder with a mailetcontainer.xml, it adds the lines that the sample needs, and changes or removes"
                    + " no line. Any other folder gets a whole configuration for the server. A second run changes"
                    + " nothing.",
            "Prints the change as a unified diff, and writes it only with --write. If something in the folder is in"
                    + " the way, it says what, writes nothing, and exits with 1."
        },
        footer = {
            "  listauth configure --server postgres --sample munge-resign-seal \\",
            "      --domain lists.example.org --into /etc/james/conf --write"
        })
final class ConfigureCommand implements Callable<Integer> {
    private static final int CONTEXT = 3;

    @ParentCommand
    private ListAuth root;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--server",
            required = true,
            paramLabel = "SERVER",
            description = "The kind of James: memory, jpa, postgres or distributed.")
    private String server;

    @Option(
            names = "--sample",
            required = true,
            paramLabel = "SAMPLE",
            description = "The way of running lists: a folder of conf-samples.")
    private String sample;

    @Option(names = "--into", required = true, paramLabel = "FOLDER", description = "James' conf folder.")
    private Path into;

    @Option(
            names = "--domain",
            paramLabel = "D",
            defaultValue = SampleChoice.SAMPLE_DOMAIN,
            description = "The domain of the lists. Without it, the samples' ${DEFAULT-VALUE}.")
    private String domain;

    @Option(names = "--write", description = "Writes the change. Without it, only shows it.")
    private boolean write;

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private UnusedDnsOptions dns;

    @Override
    public Integer call() throws IOException {
        try {
            Installation installation = Installation.plan(choice(), into);
            for (FileChange change : installation.changes()) {
                print(change);
            }
            finish(installation);
            return ExitCode.OK;
        } catch (UnplaceableException e) {
            err("listauth: nothing was written: " + e.getMessage());
            return ExitCode.FAIL;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private SampleChoice choice() {
        String name = DomainName.parse(domain)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "Invalid value for option '--domain': not a domain name: " + domain))
                .ascii();
        return new SampleChoice(server, sample, name);
    }

    private void print(FileChange change) throws IOException {
        List<String> before = change.before().map(ConfigureCommand::lines).orElse(List.of());
        List<String> after = lines(change.after());
        String name = into.resolve(change.name()).toString();
        for (String line : UnifiedDiffUtils.generateUnifiedDiff(
                change.before().isPresent() ? name : "/dev/null",
                name,
                before,
                DiffUtils.diff(before, after),
                CONTEXT)) {
            root.print(change.before().isEmpty() ? line.replaceFirst("^@@ -1,0 ", "@@ -0,0 ") : line);
        }
    }

    /** The line ends are not shown, but that of the last line is no line of its own. */
    private static List<String> lines(String text) {
        return text.lines().toList();
    }

    private void finish(Installation installation) throws IOException {
        for (String note : installation.notes()) {
            err("note: " + note);
        }
        if (installation.changes().isEmpty()) {
            err("The sample is already in the folder: nothing to change.");
        } else if (write) {
            installation.write();
            err("Written. Replace names that are not yours (example.ac.jp, example.net), then restart James.");
        } else {
            err("Nothing was written. To write the change, add --write.");
        }
    }

    private void err(String line) {
        spec.commandLine().getErr().println(line);
    }
}
