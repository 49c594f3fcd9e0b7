package org.jameslists.administration;

import com.google.inject.Binder;
import com.google.inject.Module;

/**
 * Stops James with a sentence on a Java that cannot load the other classes of this jar: James' own images of 3.8 have Java 11.
 * James loads the modules that {@code guice.extension.module} names before it loads a mailet. This class alone is compiled for
 * Java 8, so it refers to no other class of ours but by name.
 */
public final class JavaVersionModule implements Module {
    private static final String ANY_OTHER_CLASS = "org.jameslists.administration.ListTasks";

    /** Made by James. */
    public JavaVersionModule() {}

    @Override
    public void configure(Binder binder) {
        require(getClass().getClassLoader());
    }

    /**
     * Requires that the other classes can be loaded.
     *
     * @throws IllegalStateException if this Java is too old
     */
    static void require(ClassLoader loader) {
        try {
            Class.forName(ANY_OTHER_CLASS, false, loader);
        } catch (UnsupportedClassVersionError e) {
            throw new IllegalStateException(
                    "James List Authentication needs Java 17 or newer, and this James runs on Java "
                            + System.getProperty("java.version")
                            + ". Run James on a newer Java, or use James 3.9, whose images have Java 21.",
                    e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
