package org.jameslists.samples;

/**
 * Which sample for which James.
 *
 * @param server one of {@link ConfSamples#servers}
 * @param sample one of {@link ConfSamples#samples}
 * @param domain the domain of the lists, in place of the samples' {@value #SAMPLE_DOMAIN}
 */
public record SampleChoice(String server, String sample, String domain) {
    /** The domain that the samples name. */
    public static final String SAMPLE_DOMAIN = "ml.example.ac.jp";

    /** With the domain that the samples name. */
    public SampleChoice(String server, String sample) {
        this(server, sample, SAMPLE_DOMAIN);
    }
}
