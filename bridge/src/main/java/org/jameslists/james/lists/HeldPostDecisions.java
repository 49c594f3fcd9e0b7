package org.jameslists.james.lists;

import java.io.IOException;
import java.util.Optional;

import com.google.inject.ProvidedBy;

/**
 * What was decided about held posts: the first decision about a post holds, whoever makes another one at the same time.
 * Implementations are safe for use by many threads. {@code store} in {@code list-authentication.properties} chooses one:
 * files in James' {@code var} folder, or a database, for nodes that share their repositories.
 */
@ProvidedBy(Stores.OfHeldPostDecisions.class)
public interface HeldPostDecisions {
    /**
     * Decides about a post, unless that is done.
     *
     * @param held the name under which the post is held
     * @param decision what is decided, such as the name of the mail in which the post goes on
     * @return whether this decision holds: it is the first one, or the same as the first one
     * @throws IOException if the decision cannot be kept: then nothing is decided
     */
    boolean decide(String held, String decision) throws IOException;

    /** What was decided about a post, if anything was. */
    Optional<String> of(String held) throws IOException;
}
