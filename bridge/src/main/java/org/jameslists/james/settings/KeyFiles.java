package org.jameslists.james.settings;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import javax.mail.MessagingException;

import org.apache.james.filesystem.api.FileSystem;
import org.jameslists.mail.DomainName;
import org.jameslists.signature.KeyFormatException;
import org.jameslists.signature.Signatures;
import org.jameslists.signature.SigningIdentity;
import org.jameslists.signature.SigningKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.inject.Inject;
import com.google.inject.Singleton;

/**
 * Keys in PEM files, where the settings say. A file is read when it is first needed and again when it has changed; a
 * change that makes no key, as when it is seen half written, leaves the old one in use, with an error in the log.
 */
@Singleton
public final class KeyFiles implements SigningKeys {
    private static final Logger LOGGER = LoggerFactory.getLogger(KeyFiles.class);

    /** Stands for the selector in a path that names all keys of a domain; no selector has it. */
    private static final String SELECTOR = "*";

    private final FileSystem fileSystem;
    private final ListAuthenticationSettings settings;
    private final Map<Path, Loaded> loaded = new ConcurrentHashMap<>();

    /** Reads the files these settings name. */
    @Inject
    public KeyFiles(FileSystem fileSystem, ListAuthenticationSettings settings) {
        this.fileSystem = fileSystem;
        this.settings = settings;
        if (Signatures.hasUnfitRsaLibrary()) {
            LOGGER.warn("{}", Signatures.rsaLibrary());
        } else {
            LOGGER.info("{}", Signatures.rsaLibrary());
        }
    }

    private record Loaded(FileState state, SigningKey key) {}

    @Override
    public boolean has(String domain, String selector) {
        try {
            return Files.isRegularFile(file(url(domain, selector)));
        } catch (MessagingException e) {
            return false;
        }
    }

    @Override
    public List<String> selectors(String domain, SelectorPattern pattern) throws MessagingException {
        String domainName = ascii("domain", domain);
        String url = settings.keys().fill(name -> name.equals("domain") ? domainName : SELECTOR);
        int file = url.lastIndexOf('/') + 1;
        int selector = url.indexOf(SELECTOR, file);
        if (url.indexOf(SELECTOR) != selector || url.lastIndexOf(SELECTOR) != selector) {
            throw new MessagingException("keys of " + ListAuthenticationSettings.FILE
                    + " must have {selector} once, in the file's name, for " + pattern);
        }
        String before = url.substring(file, selector);
        String after = url.substring(selector + SELECTOR.length());
        return names(url.substring(0, file)).stream()
                .filter(name -> name.length() >= before.length() + after.length()
                        && name.startsWith(before)
                        && name.endsWith(after))
                .map(name -> name.substring(before.length(), name.length() - after.length()))
                .filter(pattern::matches)
                .toList();
    }

    private List<String> names(String folder) throws MessagingException {
        Path path = file(folder);
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.map(each -> each.getFileName().toString()).toList();
        } catch (IOException | UncheckedIOException e) {
            throw new MessagingException("cannot list the keys in " + folder, e);
        }
    }

    /**
     * Where a key is, or belongs.
     *
     * @throws MessagingException if domain and selector make no name
     */
    public Path file(String domain, String selector) throws MessagingException {
        return file(url(domain, selector));
    }

    @Override
    public SigningIdentity identity(String domain, String selector) throws MessagingException {
        String url = url(domain, selector);
        Path file = file(url);
        Loaded before = loaded.get(file);
        try {
            FileState state = FileState.of(file);
            if (before == null || !before.state().equals(state)) {
                before = new Loaded(state, read(file));
                loaded.put(file, before);
            }
        } catch (IOException | KeyFormatException e) {
            if (before == null) {
                throw new MessagingException("no key for " + domain + " in " + url + ": " + reason(e), e);
            }
            LOGGER.error(
                    "The key for {} in {} has changed into something unusable ({}): the old one stays in use",
                    domain,
                    url,
                    reason(e));
        }
        return new SigningIdentity(domain, selector, before.key());
    }

    private SigningKey read(Path file) throws IOException, KeyFormatException {
        return settings.pemKeys().read(Files.readString(file, StandardCharsets.ISO_8859_1), settings.keyPassword());
    }

    private static String reason(Exception e) {
        return e instanceof IOException ? "the file cannot be read" : e.getMessage();
    }

    /** Domain and selector are put into the path as domain names: nothing in them can lead elsewhere. */
    private String url(String domain, String selector) throws MessagingException {
        String domainName = ascii("domain", domain);
        String selectorName = ascii("selector", selector);
        return settings.keys().fill(name -> name.equals("domain") ? domainName : selectorName);
    }

    private static String ascii(String what, String name) throws MessagingException {
        Optional<DomainName> parsed = DomainName.parse(name);
        return parsed.orElseThrow(() -> new MessagingException("not a " + what + ": " + name))
                .ascii();
    }

    private Path file(String url) throws MessagingException {
        try {
            return fileSystem.getFile(url).toPath();
        } catch (FileNotFoundException e) {
            throw new MessagingException("no key in " + url, e);
        }
    }
}
