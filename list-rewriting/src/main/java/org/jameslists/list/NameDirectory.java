package org.jameslists.list;

import java.util.Optional;

/** Knows people's names by their addresses, for authors without a display name. */
@FunctionalInterface
public interface NameDirectory {
    /** Knows no names. */
    NameDirectory EMPTY = address -> Optional.empty();

    /** The name of the owner of an address. */
    Optional<String> nameOf(String address);
}
