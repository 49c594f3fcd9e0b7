package org.jameslists.james;

import java.io.IOException;
import java.nio.file.Path;

/** The James that the samples in javadoc and pages are for: list {@code example@ml.example.ac.jp}. */
public final class SampleJames {
    private SampleJames() {}

    /** Lays it out in a folder. */
    public static TestJames in(Path folder) throws IOException {
        return new TestJames(folder);
    }
}
