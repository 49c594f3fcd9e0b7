package org.jameslists.james.lists;

import java.util.Optional;

import org.jameslists.list.NameDirectory;

import com.google.inject.ImplementedBy;

/** Knows the names of authors who give none. The default knows nobody; bind another one to ask a directory. */
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
