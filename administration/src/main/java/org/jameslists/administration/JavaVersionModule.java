package org.jameslists.administration;

import com.google.inject.Binder;
import com.google.inject.Module;

/**
 * Stops James with a sentence on a Java that cannot load the other classes of this jar: James' own images of 3.8 have Java 11.
 * James loads the modules that {@code guice.extension.module} names before it loads a mailet. This class alone is compiled for
 * Java 8, so it refers to no other class of ours.
 */
public final class JavaVersionModule implements Module {
    private static final int OLDEST = 17;

    /** Made by James. */
    public JavaVersionModule() {}

    @Override
    public void configure(Binder binder) {
        require(System.getProperty("java.specification.version"));
    }

    /**
     * Requires a version that loads the other classes.
     *
     * @param version as the system property {@code java.specification.version} has it: {@code 1.8}, {@code 11}, {@code 17}
     * @throws IllegalStateException if it is too old
     */
    static void require(String version) {
        String feature = version.startsWith("1.") ? version.substring(2) : version;
        if (Integer.parseInt(feature) < OLDEST) {
            throw new IllegalStateException("James List Authentication needs Java " + OLDEST
                    + " or newer, and this James runs on Java " + feature
                    + ". Run James on a newer Java, or take James 3.9, whose images have Java 21.");
        }
    }
}
