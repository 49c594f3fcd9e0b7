package org.jameslists.authentication;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jameslists.arc.ArcResult;
import org.jameslists.arc.ChainValidation;
import org.jameslists.dkim.DkimResult;
import org.jameslists.dmarc.DmarcResult;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.results.MethodResult;
import org.jameslists.spf.SpfResult;

import com.google.common.net.InetAddresses;

/**
 * All results for a message.
 *
 * @param client the client that handed the message in, if known
 * @param protocols the result of each protocol
 * @param source where the results come from, if they were not found here
 * @param vouching the trusted sealer that vouches for a message which fails DMARC, if there is one
 * @param standing what the author's name is worth
 */
public record Authentication(
        Optional<SmtpClient> client,
        Protocols protocols,
        Optional<String> source,
        Optional<Vouching> vouching,
        AuthorStanding standing) {
    /**
     * The property of {@code dmarc} with the domain of a trusted sealer. It is a local policy, so its ptype is
     * {@code policy} (RFC 8601 §2.3).
     */
    public static final String TRUSTED_SEALER = "trusted-sealer";

    /**
     * The result of each protocol.
     *
     * @param spf the result of SPF for the MAIL FROM identity; empty if the client is not known
     * @param dkim the result for each signature that was tried, from top to bottom; empty for an unsigned message
     * @param arc the result for the ARC chain
     * @param dmarc the result of DMARC for the author domain, from {@code spf} and {@code dkim}
     */
    public record Protocols(Optional<SpfResult> spf, List<DkimResult> dkim, ArcResult arc, DmarcResult dmarc) {
        /** Takes a copy of the list. */
        public Protocols {
            dkim = List.copyOf(dkim);
        }
    }

    /** The result of SPF for the MAIL FROM identity; empty if the client is not known. */
    public Optional<SpfResult> spf() {
        return protocols.spf();
    }

    /** The result for each signature that was tried, from top to bottom; empty for an unsigned message. */
    public List<DkimResult> dkim() {
        return protocols.dkim();
    }

    /** The result for the ARC chain. */
    public ArcResult arc() {
        return protocols.arc();
    }

    /** The result of DMARC for the author domain. */
    public DmarcResult dmarc() {
        return protocols.dmarc();
    }

    /** All results in the form of Authentication-Results: SPF, each DKIM signature, ARC, DMARC. */
    public AuthenticationResults results(String authservId) {
        List<MethodResult> results = new ArrayList<>();
        spf().map(SpfResult::toMethodResult).ifPresent(results::add);
        results.addAll(DkimMethodResults.of(dkim()));
        results.add(arcResult());
        results.add(dmarcResult());
        return new AuthenticationResults(authservId, results);
    }

    private MethodResult dmarcResult() {
        MethodResult result = dmarc().toMethodResult();
        String words = Stream.concat(source.stream(), vouching.map(Vouching::words).stream())
                .collect(Collectors.joining("; "));
        result = words.isEmpty() ? result : result.because(words);
        return vouching.isPresent()
                ? result.with("policy", TRUSTED_SEALER, vouching.get().sealer().ascii())
                : result;
    }

    /**
     * RFC 8617 §6, §10.2: the client's address and, if the chain passes, how far back its message signatures verify.
     */
    private MethodResult arcResult() {
        ArcResult arc = arc();
        MethodResult result = MethodResult.of("arc", arc.status().word());
        if (arc.status() == ChainValidation.NONE) {
            return result;
        }
        if (client.isPresent()) {
            result = result.with(
                    "smtp", "remote-ip", InetAddresses.toAddrString(client.get().address()));
        }
        return arc.status() == ChainValidation.PASS
                ? result.with("header", "oldest-pass", Integer.toString(arc.oldestPass()))
                : result.because(arc.reason());
    }
}
