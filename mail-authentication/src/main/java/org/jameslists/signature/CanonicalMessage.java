package org.jameslists.signature;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;

import com.google.common.base.Ascii;

/**
 * One message as DKIM and ARC signatures see it, for signing and for verifying. All of them share the body hashes and
 * the header's index. Not safe for use by many threads.
 */
public final class CanonicalMessage {
    private final Header header;
    private final BodyHashes bodyHashes;
    private final Map<String, List<HeaderField>> byName = new HashMap<>();
    private HeaderKey lastKey = new HeaderKey(List.of(), Canonicalization.SIMPLE);
    private byte[] lastOctets = {};

    /** The canonical forms of this message. Does not read its body yet. */
    public CanonicalMessage(Message message) {
        this(message.header(), new BodyHashes(message.body()));
    }

    /** The canonical forms of a message with these body hashes, known or requested. */
    public CanonicalMessage(Header header, BodyHashes bodyHashes) {
        this.header = header;
        this.bodyHashes = bodyHashes;
        for (HeaderField field : header.fields()) {
            byName.computeIfAbsent(field.lowerCaseName(), name -> new ArrayList<>())
                    .add(field);
        }
        byName.remove("");
    }

    private record HeaderKey(List<String> names, Canonicalization canonicalization) {}

    /** The header. */
    public Header header() {
        return header;
    }

    /** How many fields of a name there are. */
    int count(String name) {
        return byName.getOrDefault(Ascii.toLowerCase(name), List.of()).size();
    }

    /** The hashes of the body. */
    public BodyHashes bodyHashes() {
        return bodyHashes;
    }

    /**
     * The bytes that a message signature signs (RFC 6376 §3.7): the named fields, each with its CRLF, then the
     * signature field itself with an empty {@code b=} and no CRLF.
     *
     * @param names the {@code h=} list
     * @param canonicalization the header's canonicalisation
     * @param unsigned the signature field with an empty {@code b=}
     */
    byte[] signedOctets(List<String> names, Canonicalization canonicalization, HeaderField unsigned) {
        HeaderKey key = new HeaderKey(names, canonicalization);
        if (!key.equals(lastKey)) {
            lastOctets = fields(names, canonicalization);
            lastKey = key;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(lastOctets.length + unsigned.length());
        out.writeBytes(lastOctets);
        canonicalization.header(unsigned, out);
        return out.toByteArray();
    }

    /**
     * RFC 6376 §5.4.2: each name takes the lowest field of that name that is not taken yet. If there is none left, it
     * signs the absence.
     */
    private byte[] fields(List<String> names, Canonicalization canonicalization) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Map<String, Integer> left = new HashMap<>();
        for (String name : names) {
            String key = Ascii.toLowerCase(name);
            List<HeaderField> present = byName.getOrDefault(key, List.of());
            int next = left.getOrDefault(key, present.size()) - 1;
            if (next >= 0) {
                canonicalization.header(present.get(next), out);
                out.write('\r');
                out.write('\n');
                left.put(key, next);
            }
        }
        return out.toByteArray();
    }
}
