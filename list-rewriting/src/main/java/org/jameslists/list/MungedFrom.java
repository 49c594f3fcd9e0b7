package org.jameslists.list;

import org.jameslists.mail.Header;

/** What became of a header whose From field was to be rewritten. */
public sealed interface MungedFrom {
    /**
     * It was.
     *
     * @param header the whole header; it has one From, at most one Reply-To and Sender; From and Reply-To are ASCII
     */
    record Rewritten(Header header) implements MungedFrom {}

    /**
     * It could not be; the header stays as it was.
     *
     * @param reason why, in words fit for a notice to the author
     */
    record Refused(String reason) implements MungedFrom {}
}
