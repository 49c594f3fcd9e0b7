package org.jameslists.extension;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The jars as the build made them. */
enum DropIn {
    JAMES_3_8("jakarta/"),
    JAMES_3_9("javax/mail");

    private final String foreignMail;

    DropIn(String foreignMail) {
        this.foreignMail = foreignMail;
    }

    /** What class files would name if they were meant for the other James. */
    String foreignMail() {
        return foreignMail;
    }

    Path path() {
        return Path.of(System.getProperty("drop-in." + this));
    }

    /** The files in it, in their order; folders are left out. */
    List<ZipEntry> files() throws IOException {
        try (ZipFile zip = new ZipFile(path().toFile())) {
            return zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry.class::cast)
                    .toList();
        }
    }

    List<ZipEntry> classes() throws IOException {
        return files().stream()
                .filter(file -> file.getName().endsWith(".class"))
                .toList();
    }

    List<byte[]> contents(List<ZipEntry> entries) throws IOException {
        List<byte[]> contents = new ArrayList<>();
        try (ZipFile zip = new ZipFile(path().toFile())) {
            for (ZipEntry entry : entries) {
                try (InputStream in = zip.getInputStream(entry)) {
                    contents.add(in.readAllBytes());
                }
            }
        }
        return contents;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replaceFirst("_", "-").replace('_', '.');
    }
}
