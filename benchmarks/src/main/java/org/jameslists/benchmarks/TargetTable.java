package org.jameslists.benchmarks;

import static org.jameslists.benchmarks.PageText.format;

import java.util.Optional;
import java.util.function.DoublePredicate;

import org.jameslists.benchmarks.james.Measured;
import org.jameslists.benchmarks.james.Scene;
import org.jameslists.benchmarks.james.Scene.Variant;
import org.jameslists.benchmarks.peers.PeerRun;

/** The figures to reach, and what was measured of them. */
final class TargetTable {
    private static final int MEGABYTE = 1_000_000;
    private static final double MICROSECONDS = 1e6;

    private final PageText page;
    private final Results results;

    private TargetTable(PageText page, Results results) {
        this.page = page;
        this.results = results;
    }

    static void write(PageText page, Results results) {
        new TargetTable(page, results).write();
    }

    private void write() {
        page.columns("what", "at first", "wanted", "measured", "");
        atMost(
                "CPU that the pack adds to a post of 10 kB beyond its signatures ÷ James' own CPU for that post",
                "1.7",
                0.20,
                scene(Scene.BASE).flatMap(base -> rsaSeconds().map(base::addedBeyondSignatures)));
        ratio("posts/s with the pack ÷ without it, 10 kB, 5 members, RSA by the JDK", "0.34", 0.65, Scene.BASE);
        ratio("the same, RSA by Amazon Corretto Crypto", "0.38", 0.75, Scene.BASE.withVariant(Variant.CORRETTO));
        ratio("posts/s with the pack ÷ without it, 1 MB", "0.6", 0.85, Scene.BASE.withBytes(MEGABYTE));
        Optional<Measurements> micro = results.micro();
        atLeast(
                "relaxed body and SHA-256 ÷ SHA-256",
                "0.72",
                0.85,
                micro.map(measured -> measured.ratio("relaxed", "bareSha256")));
        atMost(
                "seconds for a post to 10,000 members in James' own table in memory, from `ExpandMembers` to `Freeze`",
                "0.9",
                0.1,
                micro.map(measured -> measured.score("memoryTable") / MICROSECONDS));
        limit();
    }

    /** What the second row could be at most, whatever else the pack did. */
    private void limit() {
        Optional<Measured> base = scene(Scene.BASE);
        Optional<Double> rsa = rsaSeconds();
        if (base.isPresent() && rsa.isPresent()) {
            double own = base.get().without().cpuSecondsPerPost();
            page.add(
                    "%nIts signatures alone, %.2f ms each, would allow %.2f in the second row.",
                    rsa.get() * 1e3, own / (own + base.get().with().signaturesPerPost() * rsa.get()));
        }
    }

    private Optional<Measured> scene(Scene scene) {
        return results.james().flatMap(james -> james.of(scene));
    }

    /** What a bare RSA signature costs with the JDK alone. */
    private Optional<Double> rsaSeconds() {
        return results.peers()
                .flatMap(peers -> peers.of(PeerRun.ENGINE, "rsa", 0))
                .map(perSecond -> 1 / perSecond);
    }

    private void ratio(String what, String atFirst, double wanted, Scene scene) {
        atLeast(what, atFirst, wanted, scene(scene).map(Measured::throughputRatio));
    }

    private void atLeast(String what, String atFirst, double wanted, Optional<Double> is) {
        row(what + " | " + atFirst + " | " + format("≥ %.2f", wanted), is, value -> value >= wanted);
    }

    private void atMost(String what, String atFirst, double wanted, Optional<Double> is) {
        row(what + " | " + atFirst + " | " + format("≤ %.2f", wanted), is, value -> value <= wanted);
    }

    private void row(String cells, Optional<Double> is, DoublePredicate met) {
        page.row(
                cells,
                is.map(value -> format("%.2f", value)).orElse("not measured"),
                is.map(value -> met.test(value) ? "met" : "**missed**").orElse(""));
    }
}
