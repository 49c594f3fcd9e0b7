package org.jameslists.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.apache.james.filesystem.api.FileSystem;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.jameslists.james.settings.ProcessorPlan;

/** A folder of James' with nothing in it but the settings, a secret, and a processor that signs for each member. */
final class SettingsOnly implements FileSystem {
    /** The processor that signs for each member. */
    static final String MEMBER = "list-member";

    private static final Map<String, String> FILES = Map.of(
            ListAuthenticationSettings.FILE,
            """
            authserv-id=ml.example.ac.jp
            keys.check=off
            members.url=https://ml.example.ac.jp/leave/
            members.secret=ml.example.ac.jp
            """,
            ProcessorPlan.FILE,
            """
            <mailetcontainer><processors><processor state="list-member">
              <mailet match="All" class="org.jameslists.mailets.ListHeaders">
                <unsubscribe>{unsubscribe}, mailto:{list}-leave@{domain}</unsubscribe>
              </mailet>
              <mailet match="All" class="org.jameslists.mailets.DkimResign"><selectors>list</selectors></mailet>
              <mailet match="All" class="org.jameslists.mailets.ArcSeal"><selector>list</selector></mailet>
              <mailet match="All" class="org.jameslists.mailets.Freeze"/>
              <mailet match="All" class="ToProcessor"><processor>list-delivery</processor></mailet>
            </processor>
            <processor state="list-delivery"/><processor state="list-refused"/><processor state="error"/>
            </processors></mailetcontainer>
            """);
    private static final String SECRET = "a secret of the benchmarks, known to everybody\n";

    @Override
    public File getBasedir() throws FileNotFoundException {
        throw new FileNotFoundException("there is no folder");
    }

    @Override
    public InputStream getResource(String url) throws FileNotFoundException {
        String content = FILES.get(url.substring(url.lastIndexOf('/') + 1));
        if (content == null) {
            throw new FileNotFoundException(url);
        }
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public File getFile(String url) throws FileNotFoundException {
        if (!url.endsWith(".secret")) {
            throw new FileNotFoundException(url);
        }
        return SecretFile.PATH.toFile();
    }

    /** Made when it is first needed. */
    private static final class SecretFile {
        static final Path PATH = write();

        private static Path write() {
            try {
                Path file = Files.createTempFile("benchmark", ".secret");
                file.toFile().deleteOnExit();
                return Files.writeString(file, SECRET);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
