package org.jameslists.integration.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jameslists.authentication.Authentication;
import org.jameslists.integration.BuildLayout;
import org.jameslists.integration.study.Author;
import org.jameslists.integration.study.Delivery;
import org.jameslists.integration.study.Domains;
import org.jameslists.integration.study.Passage;
import org.jameslists.integration.study.Post;
import org.jameslists.integration.study.Scenario;
import org.jameslists.integration.study.StudyResult;

/**
 * Posts the message of the field study to a list on a real James, in the ways (a) to (d) of the study, and shows what a
 * strict receiver says each time. Ends with 0 if it is what the study found.
 */
public final class Demo {
    private static final List<Scenario> ROWS = List.of(Scenario.A, Scenario.B, Scenario.C, Scenario.D);
    private static final Author AUTHOR = Author.REJECT;
    private static final String AUTHORS_SERVER = "192.0.2.10";

    private final PrintStream out;
    private final BuildLayout layout = BuildLayout.ofThisBuild();

    private Demo(PrintStream out) {
        this.out = out;
    }

    /** Runs the demonstration; the exit code is 0 if all went as the study found. */
    public static void main(String[] arguments) throws Exception {
        boolean asFound = new Demo(new PrintStream(System.out, true, StandardCharsets.UTF_8)).run();
        System.exit(asFound ? 0 : 1);
    }

    private boolean run() throws Exception {
        out.println("An author at a mobile carrier (example.ne.jp, DMARC p=reject) posts to a mailing list on James.");
        out.println("携帯電話会社の投稿者（example.ne.jp、DMARC は p=reject）が James のメーリングリストに投稿します。");
        Map<Scenario, Boolean> refusals = new LinkedHashMap<>();
        try (Domains domains = new Domains();
                StrictReceiver receiver = new StrictReceiver(domains.dns())) {
            Passage passage = new Passage(layout, domains);
            for (Scenario row : ROWS) {
                Delivery delivery = passage.send(row, List.of(Post.of(AUTHOR))).get(0);
                if (refusals.isEmpty()) {
                    showSent(receiver, delivery);
                }
                refusals.put(row, showDelivered(receiver, delivery));
            }
        }
        table(refusals);
        return isAsTheStudyFound(refusals);
    }

    private void showSent(StrictReceiver receiver, Delivery delivery) throws IOException {
        byte[] post = delivery.before().content().read();
        Authentication found = receiver.receive(post, AUTHORS_SERVER, AUTHOR.address());
        new MessageView(out).show("As the author sent it", post, found);
    }

    private boolean showDelivered(StrictReceiver receiver, Delivery delivery) throws IOException {
        byte[] message = delivery.after().bytes();
        Authentication found = receiver.receive(
                message, delivery.scenario().last().address(), delivery.after().sender());
        Scenario scenario = delivery.scenario();
        new MessageView(out).show(scenario.letter() + " " + scenario.english(), message, found);
        return StrictReceiver.rejects(found);
    }

    private void table(Map<Scenario, Boolean> refusals) {
        out.printf("%n── The field study, done again: what a strict receiver does ──%n");
        refusals.forEach((scenario, refused) -> out.printf(
                "  %s  %-8s %-4s %s%n                     %s%n",
                scenario.letter(),
                refused ? "REJECTED" : "ACCEPTED",
                refused ? "拒否" : "受信",
                scenario.english(),
                scenario.japanese()));
    }

    private static boolean isAsTheStudyFound(Map<Scenario, Boolean> refusals) {
        return refusals.entrySet().stream()
                .allMatch(row -> row.getValue() == (row.getKey().inTheStudy() == StudyResult.REFUSED));
    }
}
