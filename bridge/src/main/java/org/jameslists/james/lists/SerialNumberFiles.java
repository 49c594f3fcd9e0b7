package org.jameslists.james.lists;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
 * new one. The number of lines kept limits how many posts can be under way at a crash and still keep their numbers.
 */
@Singleton
public final class SerialNumberFiles implements SerialNumbers {
    private static final String FOLDER = FileSystem.FILE_PROTOCOL_AND_VAR + "list-serials";
    private static final int KEPT = 100;

    private final FileSystem fileSystem;

    /** Keeps the files in James' {@code var} folder. */
    @Inject
    public SerialNumberFiles(FileSystem fileSystem) {
        this.fileSystem = fileSystem;
    }

    private record Given(long number, String post) {
        static Given parse(Path file, String line) throws IOException {
            try {
                int space = line.indexOf(' ');
                return new Given(Long.parseLong(line.substring(0, space)), line.substring(space + 1));
            } catch (IndexOutOfBoundsException | NumberFormatException e) {
                throw new IOException("not a line of serial numbers in " + file + ": " + line, e);
            }
        }

        String line() {
            return number + " " + post + "\n";
        }
    }

    @Override
    public synchronized long numberOf(MailAddress list, String post) throws IOException {
        Path file = file(list);
        List<Given> given = read(file);
        for (Given before : given) {
            if (before.post().equals(post)) {
                return before.number();
            }
        }
        long number = last(given) + 1;
        given.add(new Given(number, post));
        write(file, given.subList(Math.max(0, given.size() - KEPT), given.size()));
        return number;
    }

    @Override
    public synchronized long last(MailAddress list) throws IOException {
        return last(read(file(list)));
    }

    private static long last(List<Given> given) {
        return given.isEmpty() ? 0 : given.get(given.size() - 1).number();
    }

    /** The address is escaped, so no address can lead out of the folder. */
    private Path file(MailAddress list) throws IOException {
        String address = list.asString().toLowerCase(Locale.ROOT);
        return fileSystem.getFile(FOLDER).toPath().resolve(URLEncoder.encode(address, StandardCharsets.UTF_8));
    }

    private static List<Given> read(Path file) throws IOException {
        List<Given> given = new ArrayList<>();
        for (String line : DurableFile.read(file).orElse("").lines().toList()) {
            given.add(Given.parse(file, line));
        }
        return given;
    }

    private static void write(Path file, List<Given> given) throws IOException {
        StringBuilder text = new StringBuilder();
        given.forEach(one -> text.append(one.line()));
        DurableFile.write(file, text.toString());
    }
}
