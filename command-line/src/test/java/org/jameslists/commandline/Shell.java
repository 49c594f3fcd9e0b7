package org.jameslists.commandline;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder in which {@code listauth} is run as from a shell; texts are ISO-8859-1, one character for each octet. */
record Shell(Path folder) {
    record Result(int exitCode, String out, String err) {
        /** A line of the output. */
        String line(int index) {
            return out.lines().skip(index).findFirst().orElse("");
        }
    }

    Result listauth(String... arguments) {
        return withInput("", arguments);
    }

    Result withInput(String in, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        int exitCode = ListAuth.commandLine(
                        new ListAuth(new ByteArrayInputStream(in.getBytes(StandardCharsets.ISO_8859_1)), out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Result(exitCode, out.toString(StandardCharsets.ISO_8859_1), err.toString());
    }

    /** Writes a file and gives its name. */
    String file(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content, StandardCharsets.ISO_8859_1)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of a file that need not exist. */
    String path(String name) {
        return folder.resolve(name).toString();
    }

    /** Makes a key at {@code <selector>.pem} and gives the record to publish. */
    String keygen(String domain, String selector, String type) {
        return listauth(
                        "keygen",
                        "--domain",
                        domain,
                        "--selector",
                        selector,
                        "--type",
                        type,
                        "--out",
                        path(selector + ".pem"))
                .out();
    }
}
