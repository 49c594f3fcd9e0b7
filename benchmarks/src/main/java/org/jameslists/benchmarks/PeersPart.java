package org.jameslists.benchmarks;

import static org.jameslists.benchmarks.PageText.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jameslists.benchmarks.peers.PeerRun;
import org.jameslists.benchmarks.peers.PeerSpeeds;

/** The engine beside other libraries. */
final class PeersPart {
    private record Task(String name, String task, int bytes) {}

    private static final List<Task> TASKS = List.of(
            new Task("sign 1 kB", "sign", 1000),
            new Task("sign 10 kB", "sign", 10_000),
            new Task("sign 1 MB", "sign", 1_000_000),
            new Task("verify 1 kB", "verify", 1000),
            new Task("verify 10 kB", "verify", 10_000),
            new Task("verify 1 MB", "verify", 1_000_000),
            new Task("seal 10 kB", "seal", 10_000),
            new Task("validate 10 kB", "validate", 10_000));

    private PeersPart() {}

    static void write(PageText page, PeerSpeeds speeds) {
        page.heading("The engine beside its peers");
        page.add(
                "Times a second of one processor, RSA-2048, relaxed/relaxed, the message in memory, the key's record too; in brackets,");
        page.add("÷ this engine with the JDK's RSA. Each library runs in a loop in a process of its own");
        page.add(
                "([drivers](../benchmarks/peers/README.md)). libopendkim is called from Python, which adds some ten microseconds.");
        page.add(
                "rspamd cannot be called so: its figures are those of a whole scan by one worker over HTTP, by the clock.");
        page.add("");
        List<String> columns = new ArrayList<>(List.of(""));
        columns.addAll(speeds.libraries());
        page.columns(columns.toArray(String[]::new));
        for (Task task : TASKS) {
            row(page, speeds, task);
        }
        page.add("");
        for (String library : List.of(PeerRun.ENGINE, PeerRun.ENGINE_CORRETTO)) {
            Optional<Double> rsa = speeds.of(library, "rsa", 0);
            Optional<Double> ed25519 = speeds.of(library, "ed25519", 0);
            if (rsa.isPresent() && ed25519.isPresent()) {
                page.add(
                        "Bare signatures a second of one processor, all of them busy, %s: %.0f of RSA-2048, %.0f of Ed25519.",
                        library, rsa.get(), ed25519.get());
            }
        }
        speeds.missing().forEach(missing -> page.add("%nNot measured: %s", missing.replace("\n", "; ")));
    }

    private static void row(PageText page, PeerSpeeds speeds, Task task) {
        Optional<Double> ours = speeds.of(PeerRun.ENGINE, task.task(), task.bytes());
        List<String> cells = new ArrayList<>(List.of(task.name()));
        for (String library : speeds.libraries()) {
            Optional<Double> theirs = speeds.of(library, task.task(), task.bytes());
            cells.add(theirs.map(rate -> cell(rate, ours)).orElse(""));
        }
        page.row(cells);
    }

    private static String cell(double rate, Optional<Double> ours) {
        String number = format(rate < 100 ? "%.1f" : "%.0f", rate);
        return ours.isEmpty() ? number : number + format(" (%.2f)", rate / ours.get());
    }
}
