package org.jameslists.dkim;

import java.util.List;
import java.util.Optional;

import org.jameslists.mail.Header;
import org.jameslists.signature.MessageSignature;

import com.google.common.base.Ascii;

/**
 * Whether a signature covers what readers see. One that does not still passes (RFC 6376 §6.1), but whoever gets hold of the
 * message can change the rest: it says nothing of who wrote that (§8.2, §8.15).
 */
final class Coverage {
    /** Who wrote, what about, and how the bytes of the body are to be read. */
    private static final List<String> SEEN = List.of("From", "Subject", "Content-Type", "Content-Transfer-Encoding");

    private Coverage() {}

    /**
     * What a signature leaves open.
     *
     * @param unsignedBytes how much of the body {@code l=} leaves unsigned
     * @return in words; empty if it covers all
     */
    static Optional<String> gap(Header header, MessageSignature signature, long unsignedBytes) {
        if (unsignedBytes > 0) {
            return Optional.of("l= leaves " + unsignedBytes + " bytes of the body unsigned");
        }
        return SEEN.stream()
                .filter(name -> header.all(name).size() > listed(signature, name))
                .findFirst()
                .map(name -> name + " is not signed");
    }

    /** RFC 6376 §5.4.2: each time h= names a field it covers one more of that name. */
    private static long listed(MessageSignature signature, String name) {
        return signature.headers().stream()
                .filter(covered -> Ascii.equalsIgnoreCase(covered, name))
                .count();
    }
}
