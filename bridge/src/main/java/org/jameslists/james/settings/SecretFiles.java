package org.jameslists.james.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.james.filesystem.api.FileSystem;
import org.jameslists.list.SecretMac;
import org.jameslists.mail.DomainName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.inject.Inject;
import com.google.inject.Singleton;

/**
 * The secrets that sign addresses and links. They are in files, one a line, as random as
 * {@code openssl rand -base64 32} makes them; the settings say where. The first one signs; signatures by any of them
 * are valid. A file is read when it is first needed, and again when it has changed. If the changed file has no usable
 * secrets, the old ones stay in use, and the log has an error.
 */
@Singleton
public final class SecretFiles {
    private static final Logger LOGGER = LoggerFactory.getLogger(SecretFiles.class);

    private final FileSystem fileSystem;
    private final ListAuthenticationSettings settings;
    private final Map<DomainName, Loaded> loaded = new ConcurrentHashMap<>();

    /** Reads the files that these settings name. */
    @Inject
    public SecretFiles(FileSystem fileSystem, ListAuthenticationSettings settings) {
        this.fileSystem = fileSystem;
        this.settings = settings;
    }

    /** A file that has been read. Its {@code toString()} shows no secret. */
    private record Loaded(FileState state, List<byte[]> secrets) {}

    /**
     * The current secrets of a domain. Call it whenever you need one: the file may have changed.
     *
     * @return at least one, each of {@value SecretMac#SHORTEST_SECRET} bytes or more
     * @throws IllegalArgumentException if no usable secrets were ever read; the message never shows a secret
     */
    public List<byte[]> of(DomainName domain) {
        String url = settings.secrets().fill(name -> domain.ascii());
        Loaded before = loaded.get(domain);
        try {
            Path file = fileSystem.getFile(url).toPath();
            FileState state = FileState.of(file);
            if (before == null || !before.state().equals(state)) {
                before = new Loaded(state, read(file));
                loaded.put(domain, before);
            }
        } catch (IOException | IllegalArgumentException e) {
            String reason = e instanceof IOException ? "the file cannot be read" : e.getMessage();
            if (before == null) {
                throw new IllegalArgumentException("no secret for " + domain + " in " + url + ": " + reason, e);
            }
            LOGGER.error(
                    "Cannot use the changed secrets for {} in {} ({}); the old ones stay in use. Correct the file",
                    domain,
                    url,
                    reason);
        }
        return before.secrets();
    }

    private static List<byte[]> read(Path file) throws IOException {
        List<byte[]> secrets = Files.readString(file, StandardCharsets.ISO_8859_1)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> line.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
        if (secrets.isEmpty() || secrets.stream().anyMatch(secret -> secret.length < SecretMac.SHORTEST_SECRET)) {
            throw new IllegalArgumentException("each line needs at least " + SecretMac.SHORTEST_SECRET + " characters");
        }
        return secrets;
    }
}
