package org.jameslists.benchmarks.james;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jameslists.benchmarks.james.Scene.Author;
import org.jameslists.benchmarks.james.Scene.Variant;
import org.jameslists.integration.FailedStart;

/** Measures all scenes. One that fails is told of, and the others are measured all the same. */
public final class JamesRun {
    /** All samples but the one of the scene around which everything is varied. */
    private static final List<String> OTHER_SAMPLES = List.of(
            "alias",
            "fml4",
            "google-groups",
            "many-lists",
            "munge-only-when-needed",
            "munge-resign",
            "stock",
            "transparent",
            "wrap-message");

    private final Effort effort;
    private final Optional<Path> keptRecording;
    private final long deadline;
    private final List<Measured> measured = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final Map<ServerKind, MeasuredJames> withoutPack = new HashMap<>();
    private Optional<Profile> profile = Optional.empty();

    private JamesRun(Effort effort, Optional<Path> keptRecording) {
        this.effort = effort;
        this.keptRecording = keptRecording;
        this.deadline = System.nanoTime() + effort.total().toNanos();
    }

    /** The scenes that the figures to reach are about, and those that share their servers. */
    public static List<Scene> mainScenes() {
        Scene base = Scene.BASE;
        return List.of(
                base,
                base.withBytes(1000),
                base.withBytes(1_000_000),
                base.withMembers(1),
                base.withMembers(100),
                base.withAuthor(Author.NONE),
                base.withVariant(Variant.CORRETTO));
    }

    /** All scenes, those that share a server one after the other. */
    public static List<Scene> allScenes() {
        Scene base = Scene.BASE;
        List<Scene> scenes = new ArrayList<>(mainScenes());
        scenes.add(base.withVariant(Variant.ED25519));
        scenes.add(base.withVariant(Variant.SMALL_HEAP).withBytes(30_000_000));
        OTHER_SAMPLES.forEach(sample -> scenes.add(base.withSample(sample)));
        for (Variant variant : List.of(Variant.VERP, Variant.LINKS)) {
            for (int members : new int[] {1, 10, 100}) {
                scenes.add(base.withVariant(variant).withMembers(members));
            }
        }
        scenes.add(base.withMembers(10_000));
        return scenes;
    }

    /**
     * Measures scenes.
     *
     * @param scenes those that share a server one after the other
     * @param keptRecording where the recording of the first scene is to be kept, if it is
     */
    public static JamesFigures run(List<Scene> scenes, Effort effort, Optional<Path> keptRecording)
            throws IOException, InterruptedException {
        return new JamesRun(effort, keptRecording).run(scenes);
    }

    private JamesFigures run(List<Scene> scenes) throws IOException, InterruptedException {
        Map<ServerKind, List<Scene>> byServer = new LinkedHashMap<>();
        scenes.forEach(scene -> byServer.computeIfAbsent(ServerKind.with(scene), kind -> new ArrayList<>())
                .add(scene));
        try (World world = new World()) {
            for (Map.Entry<ServerKind, List<Scene>> entry : byServer.entrySet()) {
                run(world, entry.getKey(), entry.getValue());
            }
        } finally {
            for (MeasuredJames server : withoutPack.values()) {
                server.close();
            }
        }
        return new JamesFigures(List.copyOf(measured), profile, List.copyOf(failures));
    }

    private void run(World world, ServerKind kind, List<Scene> scenes) throws InterruptedException {
        if (kind.variant() == Variant.CORRETTO && System.getProperty("rsa.provider.jar") == null) {
            scenes.forEach(scene -> failures.add(scene + ": not served for this system"));
            return;
        }
        Deque<Scene> left = new ArrayDeque<>(scenes);
        while (!left.isEmpty()) {
            try (MeasuredJames server = MeasuredJames.start(world, kind)) {
                boolean clean = true;
                while (clean && !left.isEmpty()) {
                    clean = measure(world, server, left.removeFirst());
                }
            } catch (IOException | FailedStart | RuntimeException e) {
                failures.add(kind + ": " + e);
                left.clear();
            }
        }
    }

    /** Tells whether both servers can be used for another scene: after a failure something may still be under way. */
    private boolean measure(World world, MeasuredJames server, Scene scene) throws IOException, InterruptedException {
        if (System.nanoTime() > deadline) {
            failures.add(scene + ": no time was left for it");
            return true;
        }
        System.out.println(scene);
        try {
            SceneRun run = new SceneRun(
                    new SceneRun.Pair(server, without(world, server.kind())),
                    scene,
                    world.key(scene.author()),
                    effortFor(server.kind()));
            Measured result = run.measure();
            System.out.printf(
                    "  %.1f posts/s and %.2f ms of CPU a post, without the pack %.1f and %.2f%n",
                    result.with().postsPerSecond(),
                    result.with().cpuSecondsPerPost() * 1e3,
                    result.without().postsPerSecond(),
                    result.without().cpuSecondsPerPost() * 1e3);
            measured.add(result);
            if (scene.equals(Scene.BASE)) {
                profile = Optional.of(profile(world, server, run));
            }
            return true;
        } catch (BatchFailedException | IOException | FailedStart | RuntimeException e) {
            System.out.println("  " + e);
            failures.add(scene + ": " + e.getMessage() + "; " + server.complaints());
            MeasuredJames other = withoutPack.remove(server.kind().withoutPack());
            if (other != null) {
                other.close();
            }
            return false;
        }
    }

    private Effort effortFor(ServerKind kind) {
        if (measured.isEmpty()) {
            return effort.thorough();
        }
        boolean warm =
                measured.stream().anyMatch(done -> ServerKind.with(done.scene()).equals(kind));
        return warm ? effort.further() : effort;
    }

    private MeasuredJames without(World world, ServerKind with) throws IOException, InterruptedException, FailedStart {
        ServerKind kind = with.withoutPack();
        MeasuredJames server = withoutPack.get(kind);
        if (server == null) {
            server = MeasuredJames.start(world, kind);
            withoutPack.put(kind, server);
        }
        return server;
    }

    private Profile profile(World world, MeasuredJames server, SceneRun run)
            throws IOException, InterruptedException, BatchFailedException {
        Path recording = world.folder().resolve("posts.jfr");
        server.jcmd("JFR.start", "name=posts", "settings=profile", Profile.PERIOD);
        int posts = run.keepBusy(effort.profiled());
        server.jcmd("JFR.stop", "name=posts", "filename=" + recording);
        if (keptRecording.isPresent()) {
            Files.copy(recording, keptRecording.get(), StandardCopyOption.REPLACE_EXISTING);
        }
        return Profile.of(recording, posts);
    }
}
