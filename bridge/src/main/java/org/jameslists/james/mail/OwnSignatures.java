package org.jameslists.james.mail;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.jameslists.arc.ArcSelfCheck;
import org.jameslists.dkim.DkimResult;
import org.jameslists.dkim.DkimVerifier;
import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.james.settings.SigningKeys;
import org.jameslists.signature.CanonicalMessage;
import org.jameslists.signature.KeyLookup;
import org.jameslists.signature.MessageSignatureVerifier;
import org.jameslists.signature.SigningIdentity;

import com.google.common.base.Splitter;

/**
 * The signatures that a mail got here. They are recorded on the mail as they are made, and verified on the message that
 * leaves. This needs only the private keys, so it asks no DNS.
 *
 * @param made the signatures, oldest first
 */
public record OwnSignatures(List<Made> made) {
    private static final AttributeName ATTRIBUTE = AttributeName.of("org.jameslists.signed");
    private static final Splitter WORDS = Splitter.on(' ').omitEmptyStrings();

    /** The kind of a signature. */
    public enum Kind {
        /** A DKIM-Signature. */
        DKIM,
        /** An ARC set. */
        ARC
    }

    /**
     * One signature.
     *
     * @param kind DKIM or ARC
     * @param domain {@code d=}
     * @param selector {@code s=}
     */
    public record Made(Kind kind, String domain, String selector) {
        private static Made parse(String word) {
            List<String> parts = Splitter.on('/').splitToList(word);
            return new Made(Kind.valueOf(parts.get(0)), parts.get(1), parts.get(2));
        }

        /** The form in the attribute. Domains and selectors contain neither slashes nor spaces. */
        @Override
        public String toString() {
            return kind + "/" + domain + "/" + selector;
        }
    }

    /** Takes a copy of the list. */
    public OwnSignatures {
        made = List.copyOf(made);
    }

    /** The signatures recorded on a mail. */
    public static OwnSignatures of(Mail mail) {
        String noted = ListAttributes.get(mail, ATTRIBUTE).orElse("");
        return new OwnSignatures(WORDS.splitToStream(noted).map(Made::parse).toList());
    }

    /** Records one more signature. */
    public static void note(Mail mail, Kind kind, SigningIdentity by) {
        Made more = new Made(kind, by.domain(), by.selector());
        String before =
                ListAttributes.get(mail, ATTRIBUTE).map(noted -> noted + " ").orElse("");
        ListAttributes.set(mail, ATTRIBUTE, before + more);
    }

    /** Whether there is a signature of this kind. */
    public boolean include(Kind kind) {
        return made.stream().anyMatch(one -> one.kind() == kind);
    }

    /**
     * Verifies them on a message. Its body is hashed only if it has been edited since it was last hashed.
     *
     * @return one reason for each signature that does not verify; empty if all verify
     * @throws MessagingException if a key no longer exists
     * @throws IOException if the body cannot be read
     */
    public List<String> troubles(CanonicalMessage message, SigningKeys keys, InstantSource clock)
            throws MessagingException, IOException {
        MessageSignatureVerifier verifier = new MessageSignatureVerifier(dns(keys), clock);
        List<String> troubles = new ArrayList<>();
        if (include(Kind.DKIM)) {
            List<DkimResult> results = new DkimVerifier(verifier, DkimVerifier.MOST_SIGNATURES)
                    .prepare(message)
                    .verify();
            made.stream().filter(one -> one.kind() == Kind.DKIM).forEach(one -> trouble(one, results)
                    .ifPresent(troubles::add));
        }
        if (include(Kind.ARC)) {
            new ArcSelfCheck(verifier).trouble(message).ifPresent(troubles::add);
        }
        return troubles;
    }

    private static Optional<String> trouble(Made one, List<DkimResult> results) {
        String name = "DKIM-Signature d=" + one.domain() + " s=" + one.selector() + ": ";
        List<DkimResult> own = results.stream()
                .filter(result -> result.domain().equals(Optional.of(one.domain()))
                        && result.tag("s").equals(Optional.of(one.selector())))
                .toList();
        if (own.isEmpty()) {
            return Optional.of(name + "it was removed");
        }
        boolean passed = own.stream().anyMatch(result -> result.result().passed());
        return passed
                ? Optional.empty()
                : Optional.of(name + own.get(0).result().reason());
    }

    private Dns dns(SigningKeys keys) throws MessagingException {
        Map<String, String> records = new HashMap<>();
        for (Made one : made) {
            String name = KeyLookup.name(one.domain(), one.selector())
                    .orElseThrow(() -> new MessagingException("not the domain and selector of a key: " + one))
                    .ascii();
            SigningIdentity by = keys.identity(one.domain(), one.selector());
            records.put(name, by.key().publicRecord().toString());
        }
        return (name, type) -> records.containsKey(name)
                ? new DnsAnswer.Records(List.of(records.get(name)))
                : new DnsAnswer.NoSuchName();
    }
}
