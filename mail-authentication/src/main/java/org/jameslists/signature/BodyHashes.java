package org.jameslists.signature;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

import com.google.common.io.ByteSource;

/**
 * The body hashes of one message. All hashes that are {@linkplain #request requested} before the first {@link #hash}
 * are computed in one pass over the body: it is canonicalised and hashed once for each canonicalisation, for any number
 * of signatures and of different {@code l=}. Not safe for use by many threads.
 */
public final class BodyHashes {
    private final ByteSource body;
    private final Set<Request> open = new LinkedHashSet<>();
    private final Map<Request, BodyHash> done = new HashMap<>();
    private int passes;

    /** Hashes of this body, which is first read by {@link #hash}. */
    public BodyHashes(ByteSource body) {
        this.body = body;
    }

    /**
     * What to hash. The hash is always SHA-256: both rsa-sha256 and ed25519-sha256 use it, and rsa-sha1 is refused (RFC
     * 8301 §3.1).
     *
     * @param canonicalization the body's canonicalisation
     * @param limit how many bytes of the canonical body to hash ({@code l=}), {@link #WHOLE} for all
     */
    public record Request(Canonicalization canonicalization, long limit) {
        /** No limit. */
        public static final long WHOLE = Long.MAX_VALUE;

        /** The whole body. */
        public static Request whole(Canonicalization canonicalization) {
            return new Request(canonicalization, WHOLE);
        }
    }

    /**
     * A body hash.
     *
     * @param sha256 the hash in base64, as in {@code bh=}
     * @param canonicalLength the length of the whole canonical body in bytes, whatever the limit
     */
    public record BodyHash(String sha256, long canonicalLength) {}

    /** Requests a hash, to be computed in the next pass. */
    public void request(Request request) {
        if (!done.containsKey(request)) {
            open.add(request);
        }
    }

    /**
     * Returns a hash. Reads the body if necessary.
     *
     * @throws IOException if the body cannot be read
     */
    public BodyHash hash(Request request) throws IOException {
        request(request);
        if (!open.isEmpty()) {
            pass(Optional.empty());
        }
        return done.get(request);
    }

    /** How often the body has been read for hashing. */
    public int passes() {
        return passes;
    }

    /**
     * Copies the body, and computes all {@linkplain #request requested} hashes while it does.
     *
     * @throws IOException if the body cannot be read or written
     */
    public void copyTo(OutputStream copy) throws IOException {
        pass(Optional.of(copy));
    }

    /** These hashes, for the same body read from another source. */
    public BodyHashes in(ByteSource same) {
        BodyHashes moved = new BodyHashes(same);
        moved.open.addAll(open);
        moved.done.putAll(done);
        moved.passes = passes;
        return moved;
    }

    private void pass(Optional<OutputStream> copy) throws IOException {
        passes += open.isEmpty() ? 0 : 1;
        Map<Canonicalization, Digests> digests = new EnumMap<>(Canonicalization.class);
        open.forEach(request -> digests.computeIfAbsent(request.canonicalization(), Digests::new)
                .add(request));
        body.copyTo(new ToEach(digests.values(), copy));
        digests.values().forEach(each -> each.finish(done));
        open.clear();
    }

    /** Passes the body on to all canonical forms and to a copy. */
    private static final class ToEach extends OutputStream {
        private final Collection<Digests> digests;
        private final Optional<OutputStream> copy;

        ToEach(Collection<Digests> digests, Optional<OutputStream> copy) {
            this.digests = digests;
            this.copy = copy;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (copy.isPresent()) {
                copy.get().write(bytes, from, length);
            }
            for (Digests each : digests) {
                each.canonicalizer.update(bytes, from, from + length);
            }
        }
    }

    /** The hashes of one canonical form. Its bytes are hashed once for any number of limits. */
    private static final class Digests {
        private final BodyCanonicalizer canonicalizer;
        private final MessageDigest digest = sha256();
        private final PriorityQueue<Request> nearestLimitFirst =
                new PriorityQueue<>(Comparator.comparingLong(Request::limit));
        private final Map<Request, String> hashes = new HashMap<>();
        private long length;

        Digests(Canonicalization canonicalization) {
            this.canonicalizer = BodyCanonicalizer.of(canonicalization, this::accept);
        }

        void add(Request request) {
            nearestLimitFirst.add(request);
        }

        private void accept(byte[] octets, int from, int count) {
            int at = from;
            int end = from + count;
            while (!nearestLimitFirst.isEmpty() && nearestLimitFirst.peek().limit() - length <= end - at) {
                Request reached = nearestLimitFirst.remove();
                int left = (int) (reached.limit() - length);
                update(octets, at, left);
                at += left;
                hashes.put(reached, hashSoFar());
            }
            update(octets, at, end - at);
        }

        private void update(byte[] octets, int from, int count) {
            digest.update(octets, from, count);
            length += count;
        }

        private String hashSoFar() {
            try {
                return base64(((MessageDigest) digest.clone()).digest());
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("SHA-256 of " + digest.getProvider() + " cannot be cloned", e);
            }
        }

        void finish(Map<Request, BodyHash> results) {
            canonicalizer.finish();
            String whole = base64(digest.digest());
            nearestLimitFirst.forEach(request -> hashes.put(request, whole));
            hashes.forEach((request, hash) -> results.put(request, new BodyHash(hash, length)));
        }

        private static String base64(byte[] hash) {
            return Base64.getEncoder().encodeToString(hash);
        }
    }

    /** The JDK's own SHA-256, which is faster than that of other providers that may precede it. */
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256", "SUN");
        } catch (NoSuchProviderException | NoSuchAlgorithmException e) {
            return anySha256();
        }
    }

    private static MessageDigest anySha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
