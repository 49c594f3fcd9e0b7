package org.jameslists.interoperation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The stations of a message that our author signed, in the order in which it passed them.
 *
 * @param hops the stations
 */
record Chain(List<Hop> hops) {
    private static final Hop WE = Hop.sealing(Party.WE);
    private static final Hop WE_SIMPLE = Hop.sealing(Keys.RSA, "simple/simple");
    private static final Hop DKIMPY = Hop.sealing(Party.DKIMPY);
    private static final Hop MAIL_DKIM = Hop.sealing(Party.MAIL_DKIM);
    private static final Hop MAILAUTH = Hop.sealing(Party.MAILAUTH);

    static Chain of(Hop... hops) {
        return new Chain(List.of(hops));
    }

    /** All chains that are tried, the short ones first. */
    static List<Chain> all() {
        List<Chain> chains = new ArrayList<>();
        for (String canonicalization : Signing.CANONICALIZATIONS) {
            chains.add(of(Hop.sealing(Keys.RSA, canonicalization)));
        }
        chains.add(of(Hop.sealing(Keys.ED25519, "relaxed/relaxed")));
        chains.add(of(WE, WE_SIMPLE));
        Party.sealers().map(Hop::sealing).forEach(them -> chains.addAll(withOneOther(them)));
        chains.addAll(List.of(
                of(WE, DKIMPY, MAIL_DKIM, MAILAUTH, WE),
                of(WE, MAILAUTH, WE, MAIL_DKIM, WE_SIMPLE, DKIMPY),
                of(DKIMPY, WE, MAIL_DKIM, WE, MAILAUTH, WE_SIMPLE, MAIL_DKIM),
                of(MAILAUTH, MAIL_DKIM, WE, DKIMPY, WE.afterEditing(), MAILAUTH),
                of(WE.afterEditing(), DKIMPY.afterEditing(), WE.afterEditing(), MAIL_DKIM, WE_SIMPLE.afterEditing())));
        chains.addAll(List.of(of(WE, Hop.EDIT), of(WE, Hop.EDIT, WE)));
        Party.sealers().map(Hop::sealing).map(them -> of(WE, Hop.EDIT, them)).forEach(chains::add);
        return chains;
    }

    private static List<Chain> withOneOther(Hop them) {
        return List.of(of(them), of(WE, them), of(them, WE), of(them, WE_SIMPLE), of(WE, them, WE), of(them, WE, them));
    }

    /** The chain up to its last station. */
    Chain before() {
        return new Chain(hops.subList(0, hops.size() - 1));
    }

    Hop last() {
        return hops.get(hops.size() - 1);
    }

    /** RFC 8617 §5.2: whoever seals what he found broken says so, and nobody can mend it. */
    String expected() {
        return hops.contains(Hop.EDIT) ? "fail" : "pass";
    }

    String title() {
        return hops.stream().map(Hop::title).collect(Collectors.joining(" → "));
    }
}
