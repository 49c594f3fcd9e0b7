package org.jameslists.signature;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Worded;

/** How the header or the body is brought into the form that is signed (RFC 6376 §3.4). */
public enum Canonicalization implements Worded {
    /** Tolerates almost no change (§3.4.1, §3.4.3). */
    SIMPLE("simple"),
    /** Tolerates changes of white space and folding (§3.4.2, §3.4.4). */
    RELAXED("relaxed");

    private final String word;

    Canonicalization(String word) {
        this.word = word;
    }

    /** The word of the {@code c=} tag. */
    @Override
    public String word() {
        return word;
    }

    /**
     * The constant with this word, which is case-sensitive.
     *
     * @throws SignatureFormatException if there is no such canonicalisation
     */
    public static Canonicalization of(String word) throws SignatureFormatException {
        return Worded.find(Canonicalization.class, word)
                .orElseThrow(() -> new SignatureFormatException("unknown canonicalization"));
    }

    /**
     * Writes the canonical form of a header field, without a closing CRLF.
     *
     * @param field the field
     * @param out receives the form
     */
    public void header(HeaderField field, ByteArrayOutputStream out) {
        byte[] octets = field.octets();
        int end = field.contentEnd();
        if (this == SIMPLE) {
            out.write(octets, 0, end);
            return;
        }
        byte[] name = field.lowerCaseName().getBytes(StandardCharsets.ISO_8859_1);
        byte[] canonical = new byte[name.length + 1 + end - field.valueStart()];
        System.arraycopy(name, 0, canonical, 0, name.length);
        canonical[name.length] = ':';
        int start = name.length + 1;
        int length = start;
        boolean space = false;
        for (int i = field.valueStart(); i < end; i++) {
            byte octet = octets[i];
            if (octet == ' ' || octet == '\t' || octet == '\n' || isBeforeLineFeed(octets, i)) {
                space = length > start;
            } else {
                if (space) {
                    canonical[length++] = ' ';
                    space = false;
                }
                canonical[length++] = octet;
            }
        }
        out.write(canonical, 0, length);
    }

    private static boolean isBeforeLineFeed(byte[] octets, int i) {
        return octets[i] == '\r' && i + 1 < octets.length && octets[i + 1] == '\n';
    }
}
