package org.jameslists.benchmarks;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;

import javax.mail.MessagingException;

import org.jameslists.benchmarks.james.JamesFigures;

/** The page {@code docs/evidence/performance.md}. */
final class Page {
    private static final double QUIET = 0.5;

    private Page() {}

    /**
     * Writes what was measured.
     *
     * @param chart the file of the picture, beside the page
     */
    static String of(Results results, String chart) throws IOException, MessagingException {
        PageText page = new PageText();
        page.add("# Performance");
        page.add("");
        Results.Run run = results.run();
        page.add(
                "Written by `%s` on %s: %d processors, Java %s, %s; it took %d minutes. The load average before it began was %.1f:",
                run.command(),
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                System.getProperty("os.arch"),
                run.took().plusSeconds(30).toMinutes(),
                run.loadBefore());
        page.add(
                run.loadBefore() < QUIET
                        ? "the machine was quiet. What counts are ratios within one run, since machines differ."
                        : "**the machine was not quiet**, and the figures are rough. What counts are ratios within one run.");
        page.heading("The figures to reach");
        TargetTable.write(page, results);
        page.add(
                "%nThe first is (CPU with the pack − CPU without − signatures × the CPU of one) ÷ CPU without. \"At first\" is what was");
        page.add(
                "measured before the work on it. How often a message is copied and its body hashed is counted by tests of every build.");
        results.failures().forEach(failure -> page.add("%nNot measured: %s", failure));
        if (results.james().flatMap(JamesFigures::profile).isPresent()) {
            page.heading("Where the time of a post goes");
            page.add("![The CPU of one post, James alone and with the pack, by steps](%s)%n", chart);
            page.add(
                    "The server of the first row above. What James costs alone is measured; what the pack adds is cut by samples of");
            page.add(
                    "the JDK's Flight Recorder, which see Java alone: the rest of the difference is system calls and the collector.");
        }
        results.james().ifPresent(james -> ServersPart.write(page, james));
        results.peers().ifPresent(peers -> PeersPart.write(page, peers));
        if (results.micro().isPresent()) {
            MicroPart.write(page, results.micro().get());
        }
        howTo(page);
        return page.toString();
    }

    private static void howTo(PageText page) {
        page.heading("How to measure");
        page.columns("command", "what it does");
        page.row(
                "`./benchmark`",
                "measures all, in some 40 minutes, and writes this page; leave the machine alone meanwhile");
        page.row("`./benchmark quick`", "the same in a few minutes, roughly, into `benchmarks/target/performance.md`");
        page.row(
                "`./benchmark james`, `engine` or `micro`",
                "one part, with or without `quick`: whole servers, the engine beside its peers, or the microbenchmarks");
        page.row(
                "`./benchmark james --jfr FILE`",
                "keeps the recording of which the picture is made, for JDK Mission Control or `jfr`");
        page.add(
                "%n`judges/install` installs the peers. With `CI=true` one that is missing fails the run; elsewhere it is named.");
    }
}
