package org.jameslists.james.lists;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

import org.apache.james.core.MailAddress;
import org.apache.james.filesystem.api.FileSystem;

import com.google.inject.Inject;
import com.google.inject.Singleton;

/**
 * Keeps the serial numbers of each list in a file in James' folder {@code var/list-serials}. The file holds the last
 * numbers given, one a line: the number, a space, the post. To let a list go on at 1235, write a file with the one line
 * {@code 1234 start}.
 *
 * <p>The file is replaced as a whole, and is on the disk before the number is given: a crash leaves the old file or the
 * new one.
 */
@Singleton
public final class SerialNumberFiles implements SerialNumbers {
    private static final String FOLDER = FileSystem.FILE_PROTOCOL_AND_VAR + "list-serials";

    private final FileSystem fileSystem;

    /** Keeps the files in James' {@code var} folder. */
    @Inject
    public SerialNumberFiles(FileSystem fileSystem) {
        this.fileSystem = fileSystem;
    }

    @Override
    public synchronized long numberOf(MailAddress list, String post) throws IOException {
        Path file = file(list);
        GivenNumbers given = read(file);
        OptionalLong before = given.of(post);
        if (before.isPresent()) {
            return before.getAsLong();
        }
        GivenNumbers next = given.with(post);
        DurableFile.write(file, next.text());
        return next.last();
    }

    @Override
    public synchronized long last(MailAddress list) throws IOException {
        return read(file(list)).last();
    }

    /** The address is escaped, so no address can lead out of the folder. */
    private Path file(MailAddress list) throws IOException {
        String address = list.asString().toLowerCase(Locale.ROOT);
        return fileSystem.getFile(FOLDER).toPath().resolve(URLEncoder.encode(address, StandardCharsets.UTF_8));
    }

    private static GivenNumbers read(Path file) throws IOException {
        try {
            return GivenNumbers.parse(DurableFile.read(file).orElse(""));
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
