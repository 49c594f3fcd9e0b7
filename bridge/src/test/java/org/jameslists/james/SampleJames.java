package org.jameslists.james;

import java.io.IOException;
import java.nio.file.Path;

/** The James that the samples in javadoc and pages are for: it serves {@code example@ml.example.ac.jp}. */
public final class SampleJames {
    private SampleJames() {}

    /** Lays it out in a folder. */
    public static TestJames in(Path folder) throws IOException {
        TestJames james = new TestJames(folder)
                .conf(
                        "list-authentication.properties",
                        """
                        authserv-id=ml.example.ac.jp
                        lists=ml.example.ac.jp
                        members.url=https://ml.example.ac.jp/leave/
                        members.secret=dmarc.ml.example.ac.jp
                        """)
                .conf("keys/ml.example.ac.jp.list.pem", TestKeys.rsa())
                .conf("keys/ml.example.ac.jp.list-ed25519.pem", TestKeys.ed25519())
                .conf("keys/ml.example.ac.jp.secret", "a secret of the tests, known to everybody\n")
                .conf("keys/dmarc.ml.example.ac.jp.secret", "a secret of the tests, known to everybody\n");
        james.directory().list("example@ml.example.ac.jp", "jane@example.org", "john@example.com");
        return james;
    }
}
