package org.jameslists.commandline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jameslists.mail.DomainName;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Takes lists over from another list server. */
@Command(
        name = "import",
        description = {
            "Takes lists over from Mailman, Sympa or a table: members, owners, who may post, and what is done about DMARC.",
            "Prints requests to James' WebAdmin as a shell script, lines for mailetcontainer.xml, and what has no"
                    + " counterpart here. Changes nothing, unless --webadmin names a James.",
        },
        subcommands = {ImportCommand.Mailman.class, ImportCommand.Sympa.class, ImportCommand.Csv.class},
        synopsisSubcommandLabel = "SOURCE",
        footer = "  listauth import mailman export/ > lists.sh")
final class ImportCommand implements Runnable {
    @Mixin
    @SuppressWarnings("UnusedVariable")
    private UnusedDnsOptions dns;

    @ParentCommand
    private ListAuth root;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Import from mailman, sympa or csv?");
    }

    /** What reads lists. */
    @FunctionalInterface
    private interface Source {
        Collection<ImportedList> read() throws IOException;
    }

    private int take(CommandSpec command, ImportTarget target, Path source, Source lists) throws IOException {
        if (!Files.isReadable(source)) {
            throw new ParameterException(command.commandLine(), "cannot read " + source);
        }
        try {
            return target.take(root, lists.read());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage());
        }
    }

    /** From Mailman 2 or 3. */
    @Command(
            name = "mailman",
            description = {
                "Takes lists over from Mailman 3 or Mailman 2.",
                "The files of the folder are named by the list's address, such as news@lists.example.org, and:",
                "  .members     what 'mailman members' or 'list_members' prints",
                "  .owners      the same for owners",
                "  .moderators  the same for moderators",
                "  .config      what 'config_list -o' of Mailman 2 writes",
                "  .json        what Mailman 3 answers to GET /3.1/lists/LIST/config",
                "With --json, the answers of Mailman 3's REST interface, one of them or several as an array:",
                "  GET /3.1/members, GET /3.1/lists, GET /3.1/lists/LIST/config",
            },
            footer = "  listauth import mailman --json members.json")
    static final class Mailman implements Callable<Integer> {
        @ParentCommand
        private ImportCommand parent;

        @Spec
        private CommandSpec spec;

        @ArgGroup(multiplicity = "1")
        private Place place;

        @Mixin
        private ImportTarget target;

        @Mixin
        @SuppressWarnings("UnusedVariable")
        private UnusedDnsOptions dns;

        /** A folder or a file. */
        static final class Place {
            @Parameters(paramLabel = "FOLDER", description = "The folder with the files.")
            private Path folder;

            @Option(names = "--json", paramLabel = "FILE", description = "A file with JSON.")
            private Path json;
        }

        @Override
        public Integer call() throws IOException {
            return place.json == null
                    ? parent.take(spec, target, place.folder, () -> MailmanFolder.read(place.folder))
                    : parent.take(spec, target, place.json, () -> MailmanJson.read(place.json));
        }
    }

    /** From Sympa. */
    @Command(
            name = "sympa",
            description = {
                "Takes lists over from Sympa.",
                "The folder is Sympa's list_data, or one of its domains or lists. Each list has a folder with:",
                "  config       the list's configuration",
                "  member.dump, owner.dump, editor.dump, or dump.users: what 'sympa dump' wrote",
            },
            footer = "  listauth import sympa /var/lib/sympa/list_data")
    static final class Sympa implements Callable<Integer> {
        @ParentCommand
        private ImportCommand parent;

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "FOLDER", description = "The folder.")
        private Path folder;

        @Option(
                names = "--domain",
                paramLabel = "D",
                description = "The domain of lists that neither their folder nor 'host' in config gives one.")
        private String domain;

        @Mixin
        private ImportTarget target;

        @Mixin
        @SuppressWarnings("UnusedVariable")
        private UnusedDnsOptions dns;

        @Override
        public Integer call() throws IOException {
            Optional<DomainName> named = Optional.ofNullable(domain).flatMap(DomainName::parse);
            if (domain != null && named.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(), "Invalid value for option '--domain': not a domain name: " + domain);
            }
            return parent.take(spec, target, folder, () -> SympaFolder.read(folder, named));
        }
    }

    /** From a table. */
    @Command(
            name = "csv",
            description = {
                "Takes lists over from a table.",
                "Its first line names the columns: list, email and, if there are others than members, role (member, owner,"
                        + " moderator). Other columns are not read."
            },
            footer = "  listauth import csv people.csv --webadmin http://127.0.0.1:8000")
    static final class Csv implements Callable<Integer> {
        @ParentCommand
        private ImportCommand parent;

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "The file, in UTF-8 (RFC 4180).")
        private Path file;

        @Mixin
        private ImportTarget target;

        @Mixin
        @SuppressWarnings("UnusedVariable")
        private UnusedDnsOptions dns;

        @Override
        public Integer call() throws IOException {
            return parent.take(spec, target, file, () -> CsvFile.read(file));
        }
    }
}
