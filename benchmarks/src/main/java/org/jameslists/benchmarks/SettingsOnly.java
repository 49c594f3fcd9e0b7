package org.jameslists.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.apache.james.filesystem.api.FileSystem;
import org.jameslists.james.settings.ListAuthenticationSettings;

/** A folder of James' with nothing in it but the settings. */
final class SettingsOnly implements FileSystem {
    private static final String SETTINGS = "authserv-id=ml.example.ac.jp\nkeys.check=off\n";

    @Override
    public File getBasedir() throws FileNotFoundException {
        throw new FileNotFoundException("there is no folder");
    }

    @Override
    public InputStream getResource(String url) throws FileNotFoundException {
        if (!url.endsWith("/" + ListAuthenticationSettings.FILE)) {
            throw new FileNotFoundException(url);
        }
        return new ByteArrayInputStream(SETTINGS.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public File getFile(String url) throws FileNotFoundException {
        throw new FileNotFoundException(url);
    }
}
