package org.jameslists.integration.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.jameslists.authentication.Authentication;
import org.jameslists.integration.AuthorMail;
import org.jameslists.integration.BuildLayout;
import org.jameslists.integration.ConfigurationFolder;
import org.jameslists.integration.EmbeddedJames;
import org.jameslists.integration.ListScene;
import org.jameslists.testing.ReceivedMessage;

/**
 * Posts the message of the field study to a list on a real James, first with the list's edits and nothing else, then
 * with the sample configuration, and shows what a strict receiver says each time. Ends with 0 if it is what the study
 * found.
 */
public final class Demo {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> MITIGATIONS = List.of("MungeFrom", "DkimResign", "ArcSeal");

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
        boolean direct;
        boolean edited;
        boolean mitigated;
        try (ListScene scene = start(Demo::withoutMitigation);
                StrictReceiver receiver = new StrictReceiver(scene.dns())) {
            byte[] post = AuthorMail.ofTheFieldStudy(scene.authorKey());
            Authentication author = receiver.receive(post, "192.0.2.10", ListScene.AUTHOR);
            new MessageView(out).show("As the author sent it", post, author);
            direct = StrictReceiver.rejects(author);
            edited = showDelivered(scene, receiver, post, "As a list passes it on that only edits it");
        }
        try (ListScene scene = start(ListScene.Change.NONE);
                StrictReceiver receiver = new StrictReceiver(scene.dns())) {
            byte[] post = AuthorMail.ofTheFieldStudy(scene.authorKey());
            mitigated = showDelivered(scene, receiver, post, "As members get it with conf-samples/munge-resign-seal");
        }
        return !direct && edited && !mitigated;
    }

    private boolean showDelivered(ListScene scene, StrictReceiver receiver, byte[] post, String title)
            throws Exception {
        scene.post(post);
        ReceivedMessage delivered = scene.sink().awaitMessages(1, PATIENCE).get(0);
        Authentication found = receiver.receive(delivered.bytes(), ListScene.LIST_ADDRESS, delivered.sender());
        new MessageView(out).show(title, delivered.bytes(), found);
        return StrictReceiver.rejects(found);
    }

    private ListScene start(ListScene.Change change) throws Exception {
        return ListScene.start(layout.sample("munge-resign-seal"), layout.extensionJar(), change, EmbeddedJames::start);
    }

    private static void withoutMitigation(ConfigurationFolder folder) throws IOException {
        for (String mailet : MITIGATIONS) {
            folder.remove("mailetcontainer.xml", "//mailet[@class='org.jameslists.mailets." + mailet + "']");
        }
    }
}
