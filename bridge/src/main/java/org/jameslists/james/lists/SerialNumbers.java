package org.jameslists.james.lists;

import java.io.IOException;

import org.apache.james.core.MailAddress;

import com.google.inject.ProvidedBy;

/**
 * Numbers the posts of a list: 1, 2, 3. Implementations are safe for use by many threads. {@code store} in
 * {@code list-authentication.properties} chooses one: files in James' {@code var} folder, or a database that nodes share.
 */
@ProvidedBy(Stores.OfSerialNumbers.class)
public interface SerialNumbers {
    /**
     * The number of a post. No two posts get the same number. A post that comes again, because James stopped while it
     * was under way, keeps its number.
     *
     * @param list the list's address
     * @param post identifies the post; the same when James takes it from its queue again
     * @return one more than the list's last number, 1 for the first post
     * @throws IOException if the number cannot be stored; then none is given
     */
    long numberOf(MailAddress list, String post) throws IOException;

    /** The last number given to a post of a list; 0 if there was none. */
    long last(MailAddress list) throws IOException;
}
