package org.jameslists.commandline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.jameslists.mail.HeaderTooLargeException;
import org.jameslists.mail.Message;

import com.fasterxml.jackson.databind.node.ObjectNode;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code listauth}, with a subcommand for each task. */
@Command(
        name = "listauth",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = ListAuthVersion.class,
        subcommands = {
            VerifyCommand.class,
            ArcCommand.class,
            SignCommand.class,
            SealCommand.class,
            MungeCommand.class,
            PolicyCommand.class,
            KeygenCommand.class,
            CheckKeyCommand.class,
            RotateCommand.class,
            ForecastCommand.class,
            DoctorCommand.class,
            ImportCommand.class,
            ConfigureCommand.class
        },
        description = {
            "Checks, signs and seals mail as a mailing list does, and looks up the DMARC policy of a domain.",
            "A MESSAGE is a file name, or - for standard input. If the first line ends in a bare LF, each bare LF"
                    + " counts as CRLF. Otherwise, the message is read as it is.",
            "Every command accepts --dns and --dns-zone, even if it needs no DNS."
        },
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        usageHelpWidth = 100,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:pass, none, or done",
            "1:fail",
            "2:wrong usage: an option, a named file, or a key",
            "3:temporary failure: DNS or a disk; try again"
        },
        footerHeading = "%nExample:%n",
        footer = "  listauth verify message.eml",
        exitCodeOnInvalidInput = ExitCode.WRONG_USAGE,
        exitCodeOnExecutionException = ExitCode.TEMPORARY_TROUBLE)
public final class ListAuth implements Runnable {
    private final InputStream in;
    private final OutputStream out;

    @Spec
    private CommandSpec spec;

    /** Uses the process' own standard input and output. */
    public ListAuth() {
        this(System.in, System.out);
    }

    ListAuth(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** Runs the command and ends the process with its exit code. */
    public static void main(String... arguments) {
        System.exit(commandLine(new ListAuth()).execute(arguments));
    }

    static CommandLine commandLine(ListAuth root) {
        return new CommandLine(root)
                .setOut(new PrintWriter(root.out, true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(ListAuth::report);
    }

    /** Reports an error after the options were read. The exit code must not look as if a message had failed. */
    private static int report(Exception trouble, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println("listauth: " + describe(trouble));
        return trouble instanceof HeaderTooLargeException ? ExitCode.FAIL : ExitCode.TEMPORARY_TROUBLE;
    }

    private static String describe(Exception trouble) {
        return trouble instanceof IOException || trouble instanceof UncheckedIOException
                ? String.valueOf(trouble.getMessage())
                : "internal error: " + trouble;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "The command is missing");
    }

    InputStream in() {
        return in;
    }

    /** Prints a message, byte for byte. */
    void print(Message message) throws IOException {
        message.writeTo(out);
        out.flush();
    }

    /** Prints a JSON object on one line. */
    void print(ObjectNode json) throws IOException {
        print(json.toString());
    }

    /** Prints a line of text. */
    void print(String line) throws IOException {
        out.write((line + '\n').getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
