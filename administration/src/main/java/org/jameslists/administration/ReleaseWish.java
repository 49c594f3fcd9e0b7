package org.jameslists.administration;

import java.util.Optional;

import org.apache.james.core.MailAddress;

/**
 * How somebody wants a post to be released.
 *
 * @param verifiedAuthor the author whom the operator asked whether the post is theirs
 * @param asItCame whether it is to leave unmunged and unsigned
 * @param by who wants it, for the log
 */
record ReleaseWish(Optional<MailAddress> verifiedAuthor, boolean asItCame, String by) {}
