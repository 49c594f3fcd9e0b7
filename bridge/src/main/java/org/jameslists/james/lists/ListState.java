package org.jameslists.james.lists;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.apache.james.core.MailAddress;

import com.google.inject.ProvidedBy;

/**
 * Small values about lists that all nodes of a James share, such as the bounces of a member. Implementations are safe
 * for use by many threads. {@code store} in {@code list-authentication.properties} chooses one: files in James'
 * {@code var} folder, or a database.
 */
@ProvidedBy(Stores.OfListState.class)
public interface ListState {
    /**
     * What a value is about.
     *
     * @param purpose what the value is for: lower-case letters, digits and hyphens, such as {@code bounces}
     * @param list the list's address; the case of its letters makes no difference
     * @param name what tells the values of a list apart, such as a member's address; any text
     */
    record Key(String purpose, MailAddress list, String name) {}

    /**
     * A value.
     *
     * @throws IOException if the store does not answer
     */
    Optional<String> read(Key key) throws IOException;

    /**
     * Replaces a value, unless somebody else was faster.
     *
     * @param expected the value that was read; empty: there was none
     * @param next the value to keep; empty: none
     * @return whether the value was still the expected one; if not, nothing was changed
     * @throws IOException if the value cannot be kept: it may or may not have been replaced
     */
    boolean replace(Key key, Optional<String> expected, Optional<String> next) throws IOException;

    /** The names of a list that have a value, in no order. */
    List<String> names(String purpose, MailAddress list) throws IOException;
}
