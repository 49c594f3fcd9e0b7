package org.jameslists.signature;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;

/**
 * A key record in the DNS (RFC 6376 §3.6.1).
 *
 * @param keyType {@code k=}, {@code rsa} if absent
 * @param publicKey {@code p=} as base64 without white space; empty for a revoked key
 * @param hashAlgorithms {@code h=}, those with which the key may be used; empty for all
 * @param serviceTypes {@code s=}, {@code *} if absent
 * @param flags {@code t=}
 */
public record KeyRecord(
        String keyType, String publicKey, List<String> hashAlgorithms, List<String> serviceTypes, List<String> flags) {
    /** Keys by algorithm and {@code p=}: the same few keys sign most messages of a day. */
    private static final Cache<String, VerificationKey> KEYS =
            CacheBuilder.newBuilder().maximumSize(1000).build();

    private static final String VERSION = "DKIM1";

    /** Takes copies of the lists. */
    public KeyRecord {
        hashAlgorithms = List.copyOf(hashAlgorithms);
        serviceTypes = List.copyOf(serviceTypes);
        flags = List.copyOf(flags);
    }

    /** A record for a key, with any service and hash. */
    public static KeyRecord of(SignatureAlgorithm algorithm, byte[] publicKey) {
        return new KeyRecord(
                algorithm.keyType(), Base64.getEncoder().encodeToString(publicKey), List.of(), List.of("*"), List.of());
    }

    /**
     * Parses a record. {@code g=}, {@code n=} and unknown tags are ignored.
     *
     * @param text the record's strings joined
     * @throws SignatureFormatException if it is not a key record: not a tag list, a {@code v=} that is not first or not
     *     {@code DKIM1}, or no {@code p=}
     */
    public static KeyRecord parse(String text) throws SignatureFormatException {
        TagList tags = TagList.parse(text);
        Optional<String> version = tags.value("v");
        if (version.isPresent()
                && !(version.get().equals(VERSION) && tags.tags().get(0).name().equals("v"))) {
            throw new SignatureFormatException("v=DKIM1 does not come first in the key record");
        }
        return new KeyRecord(
                tags.value("k").orElse("rsa"),
                TagList.withoutWhiteSpace(
                        tags.value("p").orElseThrow(() -> new SignatureFormatException("the key record has no p="))),
                list(tags, "h"),
                tags.value("s").isPresent() ? list(tags, "s") : List.of("*"),
                list(tags, "t"));
    }

    private static List<String> list(TagList tags, String name) {
        return tags.value(name)
                .map(TagList::withoutWhiteSpace)
                .map(value -> Arrays.stream(value.split(":", -1))
                        .filter(item -> !item.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    /** Whether the key is revoked: {@code p=} is empty. */
    public boolean revoked() {
        return publicKey.isEmpty();
    }

    /** Whether the domain is testing ({@code t=y}). A failed signature then counts as no signature. */
    public boolean testing() {
        return flags.contains("y");
    }

    /** Whether {@code i=} must have exactly the domain of {@code d=} ({@code t=s}). */
    public boolean strictIdentity() {
        return flags.contains("s");
    }

    /**
     * The key, if it may verify signatures of this algorithm.
     *
     * @throws SignatureFormatException if it is revoked, for another service, hash or algorithm, or not usable
     */
    VerificationKey keyFor(SignatureAlgorithm algorithm) throws SignatureFormatException {
        if (revoked()) {
            throw new SignatureFormatException("the key is revoked");
        }
        if (!serviceTypes.contains("*") && !serviceTypes.contains("email")) {
            throw new SignatureFormatException("the key is not for email");
        }
        if (!hashAlgorithms.isEmpty() && !hashAlgorithms.contains("sha256")) {
            throw new SignatureFormatException("the key is not for sha256");
        }
        if (!keyType.equals(algorithm.keyType())) {
            throw new SignatureFormatException("the key is not for " + algorithm.word());
        }
        String name = algorithm.word() + " " + publicKey;
        VerificationKey known = KEYS.getIfPresent(name);
        if (known == null) {
            known = read(algorithm);
            KEYS.put(name, known);
        }
        return known;
    }

    private VerificationKey read(SignatureAlgorithm algorithm) throws SignatureFormatException {
        byte[] octets = octets();
        return switch (algorithm) {
            case RSA_SHA256 -> VerificationKey.rsa(octets);
            case ED25519_SHA256 -> VerificationKey.ed25519(octets);
        };
    }

    private byte[] octets() throws SignatureFormatException {
        try {
            return Base64.getDecoder().decode(publicKey);
        } catch (IllegalArgumentException e) {
            throw new SignatureFormatException("the key record's p= is not base64");
        }
    }

    /** The record as text, ready to publish: {@code v=DKIM1; k=rsa; p=…}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("v=" + VERSION + "; k=" + keyType);
        append(text, "h", hashAlgorithms, List.of());
        append(text, "s", serviceTypes, List.of("*"));
        append(text, "t", flags, List.of());
        return text.append("; p=").append(publicKey).toString();
    }

    private static void append(StringBuilder text, String name, List<String> values, List<String> defaultValues) {
        if (!values.equals(defaultValues)) {
            text.append("; ").append(name).append('=').append(String.join(":", values));
        }
    }
}
