package org.jameslists.commandline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.jameslists.mail.CrlfSource;
import org.jameslists.mail.Message;

import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The message a command works on. */
final class MessageArgument {
    private static final String STANDARD_INPUT = "-";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(paramLabel = "MESSAGE", description = "The message: a file name, or - for standard input.")
    private String name;

    /**
     * Reads the message's header. The body is read from the file later. Standard input is copied to a temporary file
     * first, since the body may be read several times.
     */
    Message read(InputStream standardInput) throws IOException {
        return Message.read(CrlfSource.ofFile(name.equals(STANDARD_INPUT) ? spooled(standardInput) : file()));
    }

    private static ByteSource spooled(InputStream standardInput) throws IOException {
        Path spool = Files.createTempFile("listauth", ".eml");
        spool.toFile().deleteOnExit();
        Files.copy(standardInput, spool, StandardCopyOption.REPLACE_EXISTING);
        return MoreFiles.asByteSource(spool);
    }

    private ByteSource file() {
        Path path = Path.of(name);
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new ParameterException(spec.commandLine(), "Cannot read the message '" + name + "'");
        }
        return MoreFiles.asByteSource(path);
    }
}
