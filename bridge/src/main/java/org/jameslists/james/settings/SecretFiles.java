package org.jameslists.james.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.apache.james.filesystem.api.FileSystem;
import org.jameslists.list.SecretMac;
import org.jameslists.mail.DomainName;

import com.google.inject.Inject;
import com.google.inject.Singleton;

/**
 * The secrets with which addresses and links are signed, in files, where the settings say: one a line, as random as
 * {@code openssl rand -base64 32} makes them. The first one signs, what any of them signed holds: to change a secret, put
 * a new one on top. A file is read when James starts.
 */
@Singleton
public final class SecretFiles {
    private final FileSystem fileSystem;
    private final ListAuthenticationSettings settings;

    /** Reads the files these settings name. */
    @Inject
    public SecretFiles(FileSystem fileSystem, ListAuthenticationSettings settings) {
        this.fileSystem = fileSystem;
        this.settings = settings;
    }

    /**
     * The secrets of a domain.
     *
     * @return at least one, each of {@value SecretMac#SHORTEST_SECRET} bytes or more
     * @throws IllegalArgumentException if there is none, or one is shorter; the message never shows one
     */
    public List<byte[]> of(DomainName domain) {
        String url = settings.secrets().fill(name -> domain.ascii());
        List<byte[]> secrets;
        try {
            Path file = fileSystem.getFile(url).toPath();
            secrets = Files.readString(file, StandardCharsets.ISO_8859_1)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .map(line -> line.getBytes(StandardCharsets.ISO_8859_1))
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException("no secret for " + domain + " in " + url, e);
        }
        if (secrets.isEmpty() || secrets.stream().anyMatch(secret -> secret.length < SecretMac.SHORTEST_SECRET)) {
            throw new IllegalArgumentException("no secret for " + domain + " in " + url + ": each line has "
                    + SecretMac.SHORTEST_SECRET + " characters or more");
        }
        return secrets;
    }
}
