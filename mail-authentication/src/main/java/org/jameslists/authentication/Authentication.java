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
 * What was found about a message.
 *
 * @param client who handed the message in, if that is known
 * @param protocols what each protocol says
 * @param source who says so, in words, if it is not found out here
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
     * The property of {@code dmarc} that names the domain of a trusted sealer: a local policy, which RFC 8601 §2.3 gives
     * the ptype {@code policy}.
     */
    public static final String TRUSTED_SEALER = "trusted-sealer";

    /**
     * What each protocol says of a message.
     *
     * @param spf what SPF says of the MAIL FROM identity; empty if the client is not known
     * @param dkim what became of each signature that was tried, from top to bottom; empty for an unsigned message
     * @param arc what became of the chain
     * @param dmarc what DMARC says of the author domain, from {@code spf} and {@code dkim}
     */
    public record Protocols(Optional<SpfResult> spf, List<DkimResult> dkim, ArcResult arc, DmarcResult dmarc) {
        /** Takes a copy of the list. */
        public Protocols {
            dkim = List.copyOf(dkim);
        }
    }

    /** What SPF says of the MAIL FROM identity; empty if the client is not known. */
    public Optional<SpfResult> spf() {
        return protocols.spf();
    }

    /** What became of each signature that was tried, from top to bottom; empty for an unsigned message. */
    public List<DkimResult> dkim() {
        return protocols.dkim();
    }

    /** What became of the ARC chain. */
    public ArcResult arc() {
        return protocols.arc();
    }

    /** What DMARC says of the author domain. */
    public DmarcResult dmarc() {
        return protocols.dmarc();
    }

    /** All of it as Authentication-Results says it: SPF, each DKIM signature, ARC, DMARC. */
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

    /** RFC 8617 §6, §10.2: the address and, where the chain passes, how far back its messages verify. */
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
