package org.jameslists.samples;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.Optional;

/** James' {@code conf} folder, which need not exist. */
final class ConfFolder {
    private final Path folder;

    ConfFolder(Path folder) {
        this.folder = folder;
    }

    /** The text of a file, if there is one. */
    Optional<String> read(String name) throws IOException, UnplaceableException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(charset(name)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new UnplaceableException(name + " is not in UTF-8: store it so first");
        }
    }

    /** Writes files: each as a whole, or not at all, and with the permissions that it had. */
    void write(List<FileChange> changes) throws IOException {
        Files.createDirectories(folder);
        for (FileChange change : changes) {
            write(change);
        }
    }

    private void write(FileChange change) throws IOException {
        Path file = folder.resolve(change.name());
        if (Files.exists(file)) {
            file = file.toRealPath();
        }
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            if (Files.exists(file)) {
                Files.copy(file, next, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                keepOwner(file, next);
            }
            Files.write(next, change.after().getBytes(charset(change.name())));
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private static void keepOwner(Path from, Path to) throws IOException {
        PosixFileAttributeView owner = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        PosixFileAttributeView written = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (owner != null
                && !written.readAttributes()
                        .owner()
                        .equals(owner.readAttributes().owner())) {
            written.setOwner(owner.readAttributes().owner());
            written.setGroup(owner.readAttributes().group());
        }
    }

    /** James reads properties as ISO-8859-1: each byte is a character. */
    private static Charset charset(String name) {
        return name.endsWith(".properties") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    }
}
