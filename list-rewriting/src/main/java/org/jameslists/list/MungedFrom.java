package org.jameslists.list;

import org.jameslists.mail.Header;

/** The result of rewriting From in a header. */
public sealed interface MungedFrom {
    /**
     * From was rewritten.
     *
     * @param header the whole header, with one From and at most one Reply-To and one Sender; From and Reply-To are
     *     ASCII
     */
    record Rewritten(Header header) implements MungedFrom {}

    /**
     * From could not be rewritten.
     *
     * @param reason why, for a notice to the author
     */
    record Refused(String reason) implements MungedFrom {}
}
