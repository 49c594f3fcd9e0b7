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
 * The secrets with which addresses and links are signed, in files, where the settings say: one a line, as random as
 * {@code openssl rand -base64 32} makes them. The first one signs, what any of them signed holds. A file is read when it is
 * first needed and again when it has changed; a change that leaves no usable secrets keeps the old ones in use, with an
 * error in the log.
 */
@Singleton
public final class SecretFiles {
    private static final Logger LOGGER = LoggerFactory.getLogger(SecretFiles.class);

    private final FileSystem fileSystem;
    private final ListAuthenticationSettings settings;
    private final Map<DomainName, Loaded> loaded = new ConcurrentHashMap<>();

    /** Reads the files these settings name. */
    @Inject
    public SecretFiles(FileSystem fileSystem, ListAuthenticationSettings settings) {
        this.fileSystem = fileSystem;
        this.settings = settings;
    }

    /** The parts of a file that has been read. Its {@code toString()} shows no secret. */
    private record Loaded(FileState state, List<byte[]> secrets) {}

    /**
     * The secrets that a domain has now. Ask each time one is needed: the file may have changed.
     *
     * @return at least one, each of {@value SecretMac#SHORTEST_SECRET} bytes or more
     * @throws IllegalArgumentException if there has never been one, or one is shorter; the message never shows one
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
                    "The secrets for {} in {} have changed into something unusable ({}): the old ones stay in use",
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
            throw new IllegalArgumentException("each line has " + SecretMac.SHORTEST_SECRET + " characters or more");
        }
        return secrets;
    }
}
