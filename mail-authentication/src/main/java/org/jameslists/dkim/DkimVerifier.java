package org.jameslists.dkim;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jameslists.dns.Dns;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.signature.CanonicalMessage;
import org.jameslists.signature.Coverage;
import org.jameslists.signature.MessageSignatureVerifier;
import org.jameslists.signature.SignatureFormatException;
import org.jameslists.signature.SignatureResult;
import org.jameslists.signature.TagList;

/**
 * Verifies the DKIM signatures of messages (RFC 6376 §6.1). Safe for use by many threads.
 *
 * @param signatures verifies one signature
 * @param mostSignatures how many signatures of a message to try, from the top. The rest is ignored, so a message with
 *     many signatures cannot cost unlimited work (RFC 6376 §8.4)
 */
public record DkimVerifier(MessageSignatureVerifier signatures, int mostSignatures) {
    /** How many signatures are tried by default. */
    public static final int MOST_SIGNATURES = 20;

    /** A verifier with the default limit. */
    public DkimVerifier(Dns dns, InstantSource clock) {
        this(new MessageSignatureVerifier(dns, clock), MOST_SIGNATURES);
    }

    /**
     * Verifies a message's signatures.
     *
     * @return a result for each signature that is tried, from top to bottom
     * @throws IOException if the body cannot be read
     */
    public List<DkimResult> verify(Message message) throws IOException {
        CanonicalMessage canonical = new CanonicalMessage(message);
        return prepare(canonical).verify();
    }

    /**
     * Reads a message's signatures and requests the body hashes that they need; {@link Prepared#verify} does the rest.
     * If you prepare both DKIM and ARC before you verify either, the body is read only once.
     */
    public Prepared prepare(CanonicalMessage message) {
        List<Candidate> candidates = message.header().fields().stream()
                .filter(field -> field.is(DkimSignature.NAME))
                .limit(mostSignatures)
                .map(Candidate::read)
                .toList();
        candidates.forEach(candidate -> candidate.signature().ifPresent(dkim -> message.bodyHashes()
                .request(dkim.signature().bodyHashRequest())));
        return new Prepared(message, candidates);
    }

    /** The signatures of one message, read but not yet verified. */
    public final class Prepared {
        private final CanonicalMessage message;
        private final List<Candidate> candidates;

        private Prepared(CanonicalMessage message, List<Candidate> candidates) {
            this.message = message;
            this.candidates = candidates;
        }

        /** The readable signatures. Their keys will be looked up. */
        public List<DkimSignature> signatures() {
            return candidates.stream()
                    .flatMap(candidate -> candidate.signature().stream())
                    .toList();
        }

        /**
         * Verifies them, from top to bottom.
         *
         * @throws IOException if the body cannot be read
         */
        public List<DkimResult> verify() throws IOException {
            List<DkimResult> results = new ArrayList<>();
            for (Candidate candidate : candidates) {
                SignatureResult result = result(candidate);
                Optional<Coverage> coverage = result.passed() ? coverage(candidate) : Optional.empty();
                results.add(new DkimResult(candidate.field(), candidate.tags(), result, coverage));
            }
            return results;
        }

        private Optional<Coverage> coverage(Candidate candidate) throws IOException {
            DkimSignature dkim = candidate.signature().orElseThrow();
            return Optional.of(Coverage.of(dkim.signature(), message));
        }

        private SignatureResult result(Candidate candidate) throws IOException {
            if (candidate.signature().isEmpty()) {
                return SignatureResult.permerror(candidate.trouble());
            }
            DkimSignature dkim = candidate.signature().get();
            return signatures.verify(message, dkim.signature(), record -> {
                if (record.strictIdentity() && !dkim.identityIsDomain()) {
                    throw new SignatureFormatException("t=s forbids an i= below d="); // RFC 6376 §3.6.1
                }
            });
        }
    }

    private record Candidate(
            HeaderField field, Optional<TagList> tags, Optional<DkimSignature> signature, String trouble) {
        static Candidate read(HeaderField field) {
            Optional<TagList> tags = Optional.empty();
            try {
                tags = Optional.of(TagList.parse(field));
                return new Candidate(field, tags, Optional.of(DkimSignature.parse(field, tags.get())), "");
            } catch (SignatureFormatException e) {
                return new Candidate(field, tags, Optional.empty(), e.getMessage());
            }
        }
    }
}
