package org.jameslists.interoperation;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jameslists.testing.DkimVerdict;
import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.PublishedKey;
import org.jameslists.testing.Verdict;

/** The keys that a party has, and which of them make signatures. */
enum Keys {
    RSA("RSA"),
    ED25519("Ed25519"),
    /** RFC 8463 §3.3: two signatures on one message, for verifiers that know only the one or the other. */
    BOTH("RSA and Ed25519");

    private final String title;

    Keys(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Makes the keys of a domain and publishes them. */
    List<PublishedKey> publish(String domain, LoopbackDns dns) {
        return single().map(keys -> keys == RSA
                        ? PublishedKey.rsa(domain, keys.selector())
                        : PublishedKey.ed25519(domain, keys.selector()))
                .map(key -> key.publish(dns))
                .toList();
    }

    /** Those of the keys that are meant. */
    List<PublishedKey> of(List<PublishedKey> all) {
        List<String> selectors = single().map(Keys::selector).toList();
        return all.stream().filter(key -> selectors.contains(key.selector())).toList();
    }

    /** What is said of the signatures of a domain: pass if all of them pass, fail if none does, else which ones do. */
    String result(Verdict verdict, String domain) {
        Set<String> passing = Set.copyOf(verdict.dkim().stream()
                .filter(signature -> signature.passes() && signature.domain().equals(domain))
                .map(DkimVerdict::selector)
                .toList());
        List<Keys> passed =
                single().filter(keys -> passing.contains(keys.selector())).toList();
        if (passed.isEmpty()) {
            return "fail";
        }
        return passed.size() == single().count() ? "pass" : passed.get(0).title + " alone";
    }

    private Stream<Keys> single() {
        return this == BOTH ? Stream.of(RSA, ED25519) : Stream.of(this);
    }

    private String selector() {
        return this == RSA ? "rsa" : "ed";
    }
}
