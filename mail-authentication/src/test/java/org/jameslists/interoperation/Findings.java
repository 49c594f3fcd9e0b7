package org.jameslists.interoperation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.PublishedKey;
import org.jameslists.testing.Verdict;

/** Makes all signed and sealed messages, has each judged, and notes what was said. */
final class Findings {
    /** The result where a signer refuses. */
    static final String NOT_SIGNED = "not signed";

    private static final List<byte[]> SAMPLES =
            Stream.of(Sample.values()).map(Sample::octets).toList();

    private final LoopbackDns dns;
    private final Executor executor;
    private final Map<Party, List<PublishedKey>> keys = new LinkedHashMap<>();
    private final Map<Signing, CompletableFuture<List<byte[]>>> signedByPeers = new LinkedHashMap<>();

    Findings(LoopbackDns dns, Executor executor) {
        this.dns = dns;
        this.executor = executor;
        Stream.concat(Stream.of(Party.WE), Party.signers())
                .forEach(party -> keys.put(party, Keys.BOTH.publish(party.domain(), dns)));
    }

    /** What was said of each sample in each case, in the order of the table. */
    Map<Case, Map<Sample, String>> find() {
        Map<Case, CompletableFuture<List<byte[]>>> made = new LinkedHashMap<>();
        Party.signers().forEach(peer -> cases(peer, peer, Party.WE)
                .forEach(signing ->
                        signedByPeers.put(signing, CompletableFuture.supplyAsync(() -> sign(signing), executor))));
        made.putAll(signedByPeers);
        Map<Signing, List<byte[]>> ours = new LinkedHashMap<>();
        Party.peers().forEach(peer -> cases(peer, Party.WE, peer).forEach(signing -> {
            List<byte[]> messages = ours.computeIfAbsent(
                    new Signing(Party.WE, Party.WE, signing.keys(), signing.canonicalization()), this::sign);
            made.put(signing, CompletableFuture.completedFuture(messages));
        }));
        Chains chains = new Chains(
                Party.WE.sign(SAMPLES, Keys.RSA.of(keys.get(Party.WE)), "relaxed/relaxed", dns), keys, dns, executor);
        for (Party validator : Party.values()) {
            if (validator.validatesChains()) {
                Chain.all().forEach(chain -> made.put(new Sealing(chain, validator), chains.after(chain)));
            }
        }
        return judge(made);
    }

    /** What the others signed, a message for each sample; to be asked after {@link #find}. */
    Map<Signing, List<byte[]>> signedByPeers() {
        Map<Signing, List<byte[]>> signed = new LinkedHashMap<>();
        signedByPeers.forEach((signing, messages) -> signed.put(signing, messages.join()));
        return signed;
    }

    private static Stream<Signing> cases(Party peer, Party signer, Party verifier) {
        Stream<Keys> keys = Stream.of(Keys.RSA);
        if (peer.knowsEd25519()) {
            keys = Stream.concat(keys, Stream.of(Keys.ED25519));
        }
        if (signer == Party.WE) {
            keys = Stream.concat(keys, Stream.of(Keys.BOTH));
        }
        return keys.flatMap(each -> Signing.CANONICALIZATIONS.stream()
                .map(canonicalization -> new Signing(signer, verifier, each, canonicalization)));
    }

    private List<byte[]> sign(Signing signing) {
        Map<Sample, byte[]> messages = new EnumMap<>(Sample.class);
        for (Sample sample : Sample.values()) {
            messages.put(sample, sample.octets());
        }
        Map<Sample, byte[]> refused = new EnumMap<>(messages);
        refused.keySet()
                .removeIf(sample -> !Disagreement.expected(signing, sample).equals(NOT_SIGNED));
        messages.keySet().removeAll(refused.keySet());
        Iterator<byte[]> signed = sign(signing, List.copyOf(messages.values())).iterator();
        messages.replaceAll((sample, message) -> signed.next());
        refused.replaceAll((sample, message) -> signUnlessRefused(signing, message));
        messages.putAll(refused);
        return List.copyOf(messages.values());
    }

    /** One that a signer refuses to sign would make it refuse the others as well. */
    private byte[] signUnlessRefused(Signing signing, byte[] message) {
        try {
            return sign(signing, List.of(message)).get(0);
        } catch (IllegalStateException e) {
            return message;
        }
    }

    private List<byte[]> sign(Signing signing, List<byte[]> messages) {
        return signing.signer()
                .sign(messages, signing.keys().of(keys.get(signing.signer())), signing.canonicalization(), dns);
    }

    /** Each judge hears all that is his at once. */
    private Map<Case, Map<Sample, String>> judge(Map<Case, CompletableFuture<List<byte[]>>> made) {
        Map<Party, List<byte[]>> toHear = new LinkedHashMap<>();
        made.forEach((row, messages) ->
                toHear.computeIfAbsent(judge(row), party -> new ArrayList<>()).addAll(messages.join()));
        Map<Party, CompletableFuture<Iterator<Verdict>>> heard = new LinkedHashMap<>();
        toHear.forEach((party, messages) -> heard.put(
                party,
                CompletableFuture.supplyAsync(() -> party.hear(messages, dns).iterator(), executor)));
        Map<Case, Map<Sample, String>> findings = new LinkedHashMap<>();
        made.keySet().forEach(row -> {
            Map<Sample, String> results = new EnumMap<>(Sample.class);
            Iterator<Verdict> verdicts = heard.get(judge(row)).join();
            for (Sample sample : Sample.values()) {
                results.put(sample, result(row, verdicts.next()));
            }
            findings.put(row, results);
        });
        return findings;
    }

    private static Party judge(Case row) {
        return row instanceof Signing signing ? signing.verifier() : row.party();
    }

    private static String result(Case row, Verdict verdict) {
        if (row instanceof Signing signing) {
            boolean unsigned = signing.verifier() == Party.WE && verdict.dkim().isEmpty();
            return unsigned ? NOT_SIGNED : signing.result(verdict);
        }
        return verdict.arc().orElse("nothing");
    }
}
