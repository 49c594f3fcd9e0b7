package org.jameslists.administration;

import java.nio.charset.StandardCharsets;

import org.apache.james.mailrepository.api.MailKey;

import com.google.common.hash.Hashing;

/**
 * A short name for a held post, for people to type.
 *
 * @param text eight hexadecimal digits, of the hash of its key
 */
record HeldPostId(String text) {
    private static final int DIGITS = 8;

    /** What one looks like: a regular expression. */
    static final String PATTERN = "[0-9a-f]{" + DIGITS + "}";

    static HeldPostId of(MailKey key) {
        return new HeldPostId(Hashing.sha256()
                .hashString(key.asString(), StandardCharsets.UTF_8)
                .toString()
                .substring(0, DIGITS));
    }
}
