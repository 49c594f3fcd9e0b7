package org.jameslists.james.lists;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.james.core.MailAddress;
import org.apache.james.filesystem.api.FileSystem;

import com.google.common.hash.Hashing;
import com.google.inject.Inject;
import com.google.inject.Singleton;

/**
 * Values in files, one for each, in James' folder {@code var/list-state/PURPOSE/LIST}. The first line of a file is the
 * value's name, what follows is the value. A value is on the disk before it counts.
 */
@Singleton
public final class ListStateFiles implements ListState {
    private static final String FOLDER = FileSystem.FILE_PROTOCOL_AND_VAR + "list-state";
    private static final Pattern PURPOSE = Pattern.compile("[a-z0-9-]+");
    private static final String NEW = ".new";

    private final FileSystem fileSystem;

    /** Keeps the files where James has its {@code var} folder. */
    @Inject
    public ListStateFiles(FileSystem fileSystem) {
        this.fileSystem = fileSystem;
    }

    @Override
    public synchronized Optional<String> read(Key key) throws IOException {
        return DurableFile.read(file(key)).map(ListStateFiles::value);
    }

    @Override
    public synchronized boolean replace(Key key, Optional<String> expected, Optional<String> next) throws IOException {
        Path file = file(key);
        if (!DurableFile.read(file).map(ListStateFiles::value).equals(expected)) {
            return false;
        }
        if (next.isPresent()) {
            DurableFile.write(file, encoded(key.name()) + "\n" + next.get());
        } else {
            DurableFile.delete(file);
        }
        return true;
    }

    @Override
    public synchronized List<String> names(String purpose, MailAddress list) throws IOException {
        Path folder = folder(purpose, list);
        List<String> names = new ArrayList<>();
        if (Files.exists(folder)) {
            List<Path> files;
            try (Stream<Path> found = Files.list(folder)) {
                files = found.filter(file -> !file.toString().endsWith(NEW)).toList();
            }
            for (Path file : files) {
                DurableFile.read(file).ifPresent(text -> names.add(name(text)));
            }
        }
        return List.copyOf(names);
    }

    private Path file(Key key) throws IOException {
        return folder(key.purpose(), key.list())
                .resolve(Hashing.sha256()
                        .hashString(key.name(), StandardCharsets.UTF_8)
                        .toString());
    }

    /** The address is written so that nothing in it can lead out of the folder. */
    private Path folder(String purpose, MailAddress list) throws IOException {
        if (!PURPOSE.matcher(purpose).matches()) {
            throw new IllegalArgumentException("not a purpose of lower-case letters, digits and hyphens: " + purpose);
        }
        return fileSystem
                .getFile(FOLDER)
                .toPath()
                .resolve(purpose)
                .resolve(encoded(list.asString().toLowerCase(Locale.ROOT)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String name(String text) {
        return URLDecoder.decode(text.substring(0, text.indexOf('\n')), StandardCharsets.UTF_8);
    }

    private static String value(String text) {
        return text.substring(text.indexOf('\n') + 1);
    }
}
