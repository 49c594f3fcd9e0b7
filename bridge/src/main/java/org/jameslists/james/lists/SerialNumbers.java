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
     * The number of a post. A number that was given is never given to another post, and a post that comes again, since
     * James was stopped while it was under way, keeps its number.
     *
     * @param list the list's address
     * @param post what names the post, the same when James takes it from its queue again
     * @return one more than the list's last number, 1 for the first post
     * @throws IOException if the number cannot be kept: then none is given
     */
    long numberOf(MailAddress list, String post) throws IOException;

    /** The last number that was given to a post of a list; 0 if none was. */
    long last(MailAddress list) throws IOException;
}
