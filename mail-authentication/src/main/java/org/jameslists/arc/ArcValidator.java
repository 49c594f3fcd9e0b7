package org.jameslists.arc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jameslists.dns.Dns;
import org.jameslists.mail.Message;
import org.jameslists.signature.CanonicalMessage;
import org.jameslists.signature.Coverage;
import org.jameslists.signature.MessageSignature;
import org.jameslists.signature.MessageSignatureVerifier;
import org.jameslists.signature.SignatureFormatException;
import org.jameslists.signature.SignatureResult;
import org.jameslists.signature.Signatures;

/**
 * Validates chains (RFC 8617 §5.2). Safe for use by many threads.
 *
 * @param signatures verifies the ARC-Message-Signatures
 */
public record ArcValidator(MessageSignatureVerifier signatures) {
    /** A validator with a DNS and a clock. */
    public ArcValidator(Dns dns, InstantSource clock) {
        this(new MessageSignatureVerifier(dns, clock));
    }

    /**
     * Validates a message's chain.
     *
     * @throws IOException if the body cannot be read
     */
    public ArcResult validate(Message message) throws IOException {
        return prepare(new CanonicalMessage(message)).validate();
    }

    /** Reads the chain and requests the body hashes that it needs; {@link Prepared#validate} does the rest. */
    public Prepared prepare(CanonicalMessage message) {
        return new Prepared(message, ArcChain.read(message.header()));
    }

    /** The chain of one message, read but not yet validated. */
    public final class Prepared {
        private final CanonicalMessage message;
        private final ArcChain chain;
        private final List<ArcSealField> seals = new ArrayList<>();
        private final List<MessageSignature> messageSignatures = new ArrayList<>();
        private Optional<String> trouble = Optional.empty();

        private Prepared(CanonicalMessage message, ArcChain chain) {
            this.message = message;
            this.chain = chain;
            if (chain instanceof ArcChain.Complete complete) {
                complete.sets().forEach(this::read);
            }
        }

        /**
         * RFC 8617 §5.2 requires only the newest ARC-Message-Signature to verify, and says nothing about an older one
         * that is invalid by §4.1.2. A set without a valid one is not a set of three fields (§4.2), so the chain fails,
         * as in dkimpy.
         */
        private void read(ArcSet set) {
            String field = ArcSet.SEAL;
            try {
                seals.add(ArcSealField.parse(set.seal()));
                field = ArcSet.MESSAGE_SIGNATURE;
                MessageSignature signature = ArcMessageSignature.parse(set.messageSignature());
                message.bodyHashes().request(signature.bodyHashRequest());
                messageSignatures.add(signature);
            } catch (SignatureFormatException e) {
                trouble = Optional.of(field + " " + set.instance() + ": " + e.getMessage());
            }
        }

        /** The chain as read. */
        public ArcChain chain() {
            return chain;
        }

        /** The readable seals, from instance 1 up. Their keys will be looked up. */
        public List<ArcSealField> seals() {
            return List.copyOf(seals);
        }

        /** The readable message signatures. Their keys will be looked up. */
        public List<MessageSignature> messageSignatures() {
            return List.copyOf(messageSignatures);
        }

        /**
         * What the ARC-Message-Signature of an instance covers of the present message, if it passes.
         *
         * @param instance of a chain that passes
         * @throws IOException if the body cannot be read
         */
        public Coverage coverage(int instance) throws IOException {
            return Coverage.of(messageSignatures.get(instance - 1), message);
        }

        /**
         * Validates the chain, in the steps of RFC 8617 §5.2. A DNS failure is a failure (§5.2.1).
         *
         * @throws IOException if the body cannot be read
         */
        public ArcResult validate() throws IOException {
            if (chain instanceof ArcChain.None) {
                return ArcResult.NONE;
            }
            if (chain instanceof ArcChain.Broken broken) {
                return ArcResult.fail(broken.reason(), broken.highestInstance());
            }
            List<ArcSet> sets = ((ArcChain.Complete) chain).sets();
            int instances = sets.size();
            Optional<String> structure = trouble.or(this::wrongChainValidation);
            if (structure.isPresent()) {
                return ArcResult.fail(structure.get(), instances);
            }
            Optional<String> newest = messageSignatureTrouble(instances);
            if (newest.isPresent()) {
                return ArcResult.fail(newest.get(), instances);
            }
            int oldestPass = oldestPass(instances);
            Optional<String> seal = sealTrouble(sets);
            return seal.isPresent()
                    ? ArcResult.fail(seal.get(), instances)
                    : new ArcResult(ChainValidation.PASS, "", instances, oldestPass);
        }

        private Optional<String> wrongChainValidation() {
            if (seals.get(seals.size() - 1).chainValidation() == ChainValidation.FAIL) {
                return Optional.of("the newest seal says cv=fail");
            }
            for (int i = 0; i < seals.size(); i++) {
                ChainValidation expected = i == 0 ? ChainValidation.NONE : ChainValidation.PASS;
                if (seals.get(i).chainValidation() != expected) {
                    return Optional.of("ARC-Seal " + (i + 1) + " does not say cv=" + expected.word());
                }
            }
            return Optional.empty();
        }

        private Optional<String> messageSignatureTrouble(int instance) throws IOException {
            SignatureResult result = signatures.verify(
                    message, messageSignatures.get(instance - 1), MessageSignatureVerifier.KeyCheck.NONE);
            return result.passed()
                    ? Optional.empty()
                    : Optional.of("ARC-Message-Signature " + instance + ": " + result.reason());
        }

        private int oldestPass(int instances) throws IOException {
            for (int instance = instances - 1; instance >= 1; instance--) {
                if (messageSignatureTrouble(instance).isPresent()) {
                    return instance + 1;
                }
            }
            return 0;
        }

        private Optional<String> sealTrouble(List<ArcSet> sets) {
            List<Integer> ends = new ArrayList<>();
            ByteArrayOutputStream below = new ByteArrayOutputStream();
            for (ArcSet set : sets) {
                ends.add(below.size());
                below.writeBytes(set.canonical());
            }
            byte[] canonical = below.toByteArray();
            for (int i = sets.size() - 1; i >= 0; i--) {
                ArcSealField seal = seals.get(i);
                ByteArrayOutputStream signed = new ByteArrayOutputStream();
                signed.write(canonical, 0, ends.get(i));
                signed.writeBytes(sets.get(i).canonicalEndingWith(seal.unsigned()));
                SignatureResult result = Signatures.verify(
                        signatures.dns(),
                        seal.domain(),
                        seal.selector(),
                        seal.algorithm(),
                        signed.toByteArray(),
                        seal.signature());
                if (!result.passed()) {
                    return Optional.of("ARC-Seal " + (i + 1) + ": " + result.reason());
                }
            }
            return Optional.empty();
        }
    }
}
