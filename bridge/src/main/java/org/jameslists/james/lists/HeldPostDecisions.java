package org.jameslists.james.lists;

import java.io.IOException;
import java.util.Optional;

import com.google.inject.ProvidedBy;

/**
 * Decisions about held posts. The first decision about a post counts, even if several are made at the same time.
 * Implementations are safe for use by many threads. {@code store} in {@code list-authentication.properties} chooses one:
 * files in James' {@code var} folder, or a database that nodes share.
 */
@ProvidedBy(Stores.OfHeldPostDecisions.class)
public interface HeldPostDecisions {
    /**
     * Decides about a post, unless there is a decision already.
     *
     * @param held the name under which the post is held
     * @param decision the decision, such as the name of the mail in which the post goes on
     * @return whether this decision counts: it is the first one, or the same as the first one
     * @throws IOException if the decision cannot be stored; then nothing is decided
     */
    boolean decide(String held, String decision) throws IOException;

    /** The decision about a post, if there is one. */
    Optional<String> of(String held) throws IOException;
}
