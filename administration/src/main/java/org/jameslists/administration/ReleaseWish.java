package org.jameslists.administration;

import java.util.Optional;

import org.apache.james.core.MailAddress;

/**
 * How to release a post.
 *
 * @param verifiedAuthor the author, if the operator asked the author and was told that the post is genuine
 * @param asItCame whether to send it unmunged and unsigned
 * @param by who decided it, for the log
 */
record ReleaseWish(Optional<MailAddress> verifiedAuthor, boolean asItCame, String by) {}
