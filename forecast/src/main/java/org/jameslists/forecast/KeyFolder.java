package org.jameslists.forecast;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.mail.MessagingException;

import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.jameslists.james.settings.KeyFiles;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.jameslists.james.settings.SelectorPattern;
import org.jameslists.signature.SignatureAlgorithm;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;

/** The signing keys of a configuration folder, where its settings say they are. */
public final class KeyFolder implements AutoCloseable {
    private final Path working;
    private final KeyFiles keys;

    private KeyFolder(Path working, KeyFiles keys) {
        this.working = working;
        this.keys = keys;
    }

    /**
     * Finds the keys of a configuration.
     *
     * @param conf James' {@code conf} folder
     * @throws ConfigurationException if James would refuse the settings
     */
    public static KeyFolder of(Path conf) throws IOException, ConfigurationException {
        Path working = Files.createTempDirectory("keys");
        FileSystem fileSystem = new FileSystemImpl(new Folders(conf, working));
        try {
            return new KeyFolder(working, new KeyFiles(fileSystem, new ListAuthenticationSettings(fileSystem)));
        } catch (MessagingException e) {
            delete(working);
            throw ConfigurationException.of(conf.toString(), e);
        }
    }

    /** The selectors of a domain that have a key, the newest first. */
    public List<String> selectors(String domain, SelectorPattern pattern) throws ConfigurationException {
        try {
            return keys.selectors(domain, pattern).stream()
                    .sorted(pattern.newestFirst())
                    .toList();
        } catch (MessagingException e) {
            throw ConfigurationException.of(domain, e);
        }
    }

    /** The file of a key, whether it is there or not. */
    public Path file(String domain, String selector) throws ConfigurationException {
        try {
            return keys.file(domain, selector);
        } catch (MessagingException e) {
            throw ConfigurationException.of(domain, e);
        }
    }

    /** Whether a key is Ed25519; else it is RSA. */
    public boolean isEd25519(String domain, String selector) throws ConfigurationException {
        try {
            return keys.identity(domain, selector).key().algorithm() == SignatureAlgorithm.ED25519_SHA256;
        } catch (MessagingException e) {
            throw ConfigurationException.of(domain, e);
        }
    }

    @Override
    public void close() throws IOException {
        delete(working);
    }

    private static void delete(Path working) throws IOException {
        MoreFiles.deleteRecursively(working, RecursiveDeleteOption.ALLOW_INSECURE);
    }
}
