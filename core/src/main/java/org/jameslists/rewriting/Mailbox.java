package org.jameslists.rewriting;

/**
 * A mailbox (RFC 5322 §3.4, RFC 6532 §3.2).
 *
 * @param name its display name, from the phrase before the address or from a comment beside it
 * @param localPart as written, quotes included, without comments and white space; dots may stand where RFC 5322
 *     forbids them ({@code jane..doe.}): some carriers gave out such addresses and a reply must reach them
 * @param domain as written, without comments and white space: names, perhaps in Unicode, or a literal in brackets
 */
public record Mailbox(DisplayName name, String localPart, String domain) implements Address {
    /** The addr-spec: local part, {@code @}, domain. */
    public String address() {
        return localPart + "@" + domain;
    }
}
