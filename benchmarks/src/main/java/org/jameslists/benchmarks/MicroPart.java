package org.jameslists.benchmarks;

import static org.jameslists.benchmarks.PageText.format;

import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;

import javax.mail.MessagingException;

/** The microbenchmarks: what the engine costs beside the cryptography it cannot do without. */
final class MicroPart {
    private static final double MB = 1e6;

    /** A part's share may grow by so much from one row of a table to the next: what grows faster is not linear. */
    private static final double MOST_GROWTH = 1.5;

    private final PageText page;
    private final Measurements measured;

    private MicroPart(PageText page, Measurements measured) {
        this.page = page;
        this.measured = measured;
    }

    /** Writes what was measured, and counts what is counted. */
    static void write(PageText page, Measurements measured) throws IOException, MessagingException {
        MicroPart part = new MicroPart(page, measured);
        part.heading();
        part.ratios();
        part.heap();
        part.counts();
        part.growth();
        part.tables();
    }

    private void heading() {
        page.heading("The engine by itself");
        page.add("Measured with JMH; RSA is RSA-2048, computed by the JDK.");
        page.add("");
        page.columns("what", "is", "wanted", "met");
    }

    private void ratios() {
        atLeast("DKIM signature of 10 kB ÷ bare RSA", measured.ratio("dkim", "bareRsa"), 0.90);
        atLeast(
                "DKIM and ARC (3 RSA signatures) of 10 kB ÷ a third of bare RSA",
                3 * measured.ratio("dkimAndArc", "bareRsa"),
                0.85);
        atLeast("relaxed body and SHA-256 of 10 MB ÷ bare SHA-256", measured.ratio("relaxed", "bareSha256"), 0.85);
        atLeast("the same for text without lists", measured.ratio("relaxedProse", "bareSha256"), 0.85);
        atLeast("the same for base64", measured.ratio("relaxedBase64", "bareSha256"), 0.85);
        atLeast("the same for Japanese text in ISO-2022-JP", measured.ratio("relaxedIso2022jp", "bareSha256"), 0.85);
        atLeast("the same for HTML, nearly all of it indented", measured.ratio("relaxedHtml", "bareSha256"), 0.50);
        atLeast("simple body and SHA-256 of 10 MB ÷ bare SHA-256", measured.ratio("simple", "bareSha256"), 0.85);
    }

    private void heap() {
        for (String task : new String[] {"sign", "verify"}) {
            double octets = measured.allocated(task).get(0);
            row("heap allocated to " + task + " 50 MB", format("%.2f MB", octets / MB), "< 2 MB", octets < 2 * MB);
        }
        NavigableMap<Integer, Double> members = measured.allocated("members");
        double each = (members.lastEntry().getValue() - members.firstEntry().getValue()) / members.lastKey();
        row(
                "heap allocated for each further member, post of 1 MB",
                format("%.1f kB", each / 1e3),
                "no copy of the post: < 10 kB",
                each < 10e3);
    }

    private void counts() throws IOException, MessagingException {
        int passes = Counts.passesToVerify();
        row("body passes to verify 2 DKIM signatures and a chain of 3 sets", format("%d", passes), "1", passes == 1);
        int forAll = Counts.signaturesForAllMembers();
        row("RSA signatures for 10,000 members", format("%d", forAll), "3: one set", forAll == 3);
        Counts.Destinations destinations = Counts.destinations();
        row(
                "signatures for 1,000 destination domains with `darn=`",
                format("%d", destinations.signatures()),
                "1000",
                destinations.signatures() == 1000);
        row("body passes for them", format("%d", destinations.passes()), "1", destinations.passes() == 1);
    }

    private void growth() {
        measured.series().forEach((name, points) -> {
            Map.Entry<Integer, Double> last = points.lastEntry();
            Map.Entry<Integer, Double> before = points.lowerEntry(last.getKey());
            double growth = last.getValue() / last.getKey() / (before.getValue() / before.getKey());
            row(
                    format("%s: share of each of %d ÷ of each of %d", name, last.getKey(), before.getKey()),
                    format("%.2f", growth),
                    format("linear: ≤ %.1f", MOST_GROWTH),
                    growth <= MOST_GROWTH);
        });
    }

    private void tables() {
        page.add("");
        page.add(
                "What a message costs by the number of its parts. Messages have 10 kB, but for `members`, which has 1 MB and goes"
                        + " from `ExpandMembers` through `DkimResign` and `ArcSeal` to `Freeze`.");
        measured.series().forEach((name, points) -> {
            page.add("");
            page.add("| %s | µs | µs each |", name);
            page.add("|---|---|---|");
            points.forEach((count, time) -> page.add("| %d | %.0f | %.2f |", count, time, time / count));
        });
    }

    private void atLeast(String what, double is, double wanted) {
        row(what, format("%.2f", is), format("≥ %.2f", wanted), is >= wanted);
    }

    private void row(String what, String is, String wanted, boolean met) {
        page.row(what, is, wanted, met ? "yes" : "**no**");
    }
}
