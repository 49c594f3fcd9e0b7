package org.jameslists.list;

import java.util.Optional;

/** Knows people by their addresses: asked for an author who gives no display name. */
@FunctionalInterface
public interface NameDirectory {
    /** Knows no names. */
    NameDirectory EMPTY = address -> Optional.empty();

    /** The name of the owner of an address. */
    Optional<String> nameOf(String address);
}
