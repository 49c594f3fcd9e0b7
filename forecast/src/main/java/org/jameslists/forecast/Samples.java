package org.jameslists.forecast;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.apache.james.core.MailAddress;
import org.jameslists.samples.ConfSamples;
import org.jameslists.samples.Installation;
import org.jameslists.samples.SampleChoice;
import org.jameslists.samples.UnplaceableException;

/** The complete configuration samples of this project, changed to serve the operator's list. */
final class Samples {
    /** What becomes of a post does not depend on the server's storage. */
    private static final String SERVER = "memory";

    private Samples() {}

    /**
     * Writes the samples into files.
     *
     * @param folder gets a folder for each
     * @return their names, sorted
     */
    static List<String> writeTo(Path folder, MailAddress list) throws IOException {
        List<String> samples = ConfSamples.load().samples();
        for (String sample : samples) {
            SampleChoice choice =
                    new SampleChoice(SERVER, sample, list.getDomain().asString());
            try {
                Installation.plan(choice, folder.resolve(sample)).write();
            } catch (UnplaceableException e) {
                throw new IllegalStateException(e);
            }
        }
        return samples;
    }
}
