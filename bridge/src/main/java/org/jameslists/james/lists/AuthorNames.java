package org.jameslists.james.lists;

import java.util.Optional;

import org.jameslists.list.NameDirectory;

import com.google.inject.ImplementedBy;

/**
 * Looks up the names of authors whose From has only an address. The default knows no names; bind another implementation
 * to ask a directory.
 */
@ImplementedBy(AuthorNames.Nobody.class)
public interface AuthorNames extends NameDirectory {
    /** Knows no names. */
    final class Nobody implements AuthorNames {
        @Override
        public Optional<String> nameOf(String address) {
            return Optional.empty();
        }
    }
}
