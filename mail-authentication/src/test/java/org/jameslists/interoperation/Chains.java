package org.jameslists.interoperation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.jameslists.arc.ChainValidation;
import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.PeerSigner;
import org.jameslists.testing.PublishedKey;

/** Sends the samples along chains. Chains that begin alike share what they have in common. */
final class Chains {
    private final Map<Chain, CompletableFuture<List<byte[]>>> made = new HashMap<>();
    private final OurEngine engine;
    private final Map<Party, List<PublishedKey>> keys;
    private final LoopbackDns dns;
    private final Executor executor;

    /** The stations seal with these keys; the executor runs the stations. */
    Chains(List<byte[]> messages, Map<Party, List<PublishedKey>> keys, LoopbackDns dns, Executor executor) {
        this.engine = new OurEngine(dns);
        this.keys = keys;
        this.dns = dns;
        this.executor = executor;
        made.put(Chain.of(), CompletableFuture.completedFuture(messages));
    }

    /** The messages as the last station left them. */
    CompletableFuture<List<byte[]>> after(Chain chain) {
        CompletableFuture<List<byte[]>> known = made.get(chain);
        if (known == null) {
            known = after(chain.before())
                    .thenApplyAsync(
                            messages ->
                                    pass(messages, chain.last(), chain.hops().size()),
                            executor);
            made.put(chain, known);
        }
        return known;
    }

    private List<byte[]> pass(List<byte[]> messages, Hop hop, int number) {
        String authservId = "hop" + number + ".example.org"; // a hop's own older results would be sealed again
        List<ChainValidation> received = messages.stream().map(engine::validate).toList();
        List<byte[]> leaving = hop.edits() ? messages.stream().map(Chains::edit).toList() : messages;
        if (!hop.seals()) {
            return leaving;
        }
        PublishedKey key = hop.keys().of(keys.get(hop.by())).get(0);
        List<byte[]> sealed = new ArrayList<>();
        if (hop.by() == Party.WE) {
            for (int i = 0; i < leaving.size(); i++) {
                sealed.add(engine.seal(leaving.get(i), received.get(i), key, authservId, hop.canonicalization()));
            }
            return sealed;
        }
        for (int i = 0; i < leaving.size(); i++) {
            sealed.add(text("Authentication-Results: " + authservId + "; arc="
                    + received.get(i).word() + "\r\n" + text(leaving.get(i))));
        }
        return PeerSigner.valueOf(hop.by().name()).seal(sealed, key, authservId, dns);
    }

    private static byte[] edit(byte[] message) {
        String text = text(message).replaceFirst("\r\nSubject: ", "\r\nSubject: [list] ");
        return text(text + (text.endsWith("\r\n") ? "" : "\r\n") + "-- \r\nThe list\r\n");
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
