package org.jameslists.benchmarks;

import static org.jameslists.benchmarks.PageText.format;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jameslists.benchmarks.james.JamesFigures;
import org.jameslists.benchmarks.james.Measured;
import org.jameslists.benchmarks.james.Scene;
import org.jameslists.benchmarks.james.Scene.Variant;

/** What whole servers cost, one thing varied at a time. */
final class ServersPart {
    private static final double MEGABYTE = 1 << 20;
    private static final int SLOW = 1;

    private final PageText page;
    private final JamesFigures james;

    private ServersPart(PageText page, JamesFigures james) {
        this.page = page;
        this.james = james;
    }

    static void write(PageText page, JamesFigures james) {
        new ServersPart(page, james).write();
    }

    private void write() {
        Scene base = Scene.BASE;
        page.heading("A whole James, with the pack and without it");
        page.add(
                "`munge-resign-seal`, a post of 10 kB from an author whose domain publishes `p=reject`, 5 members with other");
        page.add(
                "servers, RSA by the JDK: in each table one thing differs from that. Without the pack, the same James expands");
        page.add(
                "the same group by its own RecipientRewriteTable. Each post arrived once at each member, signed; posts are under");
        page.add(
                "way ten at a time (two of 30 MB, one for 10,000 members), each over a connection of its own. The heap is the");
        page.add(
                "most that was in use before a collection, of 1 GB (256 MB for the post of 30 MB). CPU is that of James' process without");
        page.add("the JIT compiler's threads, which have nothing to do in a server that has run for some hours.");
        table("sample", scene -> scene.equals(base.withSample(scene.sample())), Scene::sample);
        table(
                "bytes of the body",
                scene -> scene.withVariant(base.variant()).equals(base.withBytes(scene.bytes()))
                        && (scene.variant() == base.variant() || scene.variant() == Variant.SMALL_HEAP),
                scene -> format("%,d", scene.bytes()));
        table(
                "members",
                scene -> scene.equals(base.withMembers(scene.members())),
                scene -> format("%,d", scene.members()));
        table("author", scene -> scene.equals(base.withAuthor(scene.author())), scene -> scene.author()
                .policy());
        table("signatures", scene -> scene.equals(base.withVariant(scene.variant())), scene -> scene.variant()
                .words());
        if (james.scenes().stream().anyMatch(measured -> measured.scene().variant() == Variant.VERP)) {
            mailForEachMember();
        }
        if (!james.failures().isEmpty()) {
            page.add("%nThese gave no figures:%n");
            james.failures().forEach(failure -> page.add("- %s", failure.strip().replace("\n", "; ")));
        }
    }

    private void mailForEachMember() {
        Scene base = Scene.BASE;
        page.heading("A mail for each member");
        page.add(
                "As above, where each member's mail has an envelope sender of its own ([Verp](../mailets/Verp.md)) or a link of its own");
        page.add("([ListHeaders](../mailets/ListHeaders.md)), for which each mail is signed by itself.");
        for (Variant variant : List.of(Variant.VERP, Variant.LINKS)) {
            table(
                    variant.words() + ", members",
                    scene -> scene.equals(base.withVariant(variant).withMembers(scene.members())),
                    scene -> format("%,d", scene.members()));
            furtherMembers(base.withVariant(variant));
        }
    }

    /** What is linear costs as much for each member of a long list as for each of a short one. */
    private void furtherMembers(Scene scene) {
        Optional<Double> few = each(scene, 1, 10);
        Optional<Double> many = each(scene, 10, 100);
        if (few.isPresent() && many.isPresent()) {
            page.add(
                    "%nCPU for each further member: %.2f ms from 1 to 10, %.2f ms from 10 to 100.",
                    few.get(), many.get());
        }
    }

    private Optional<Double> each(Scene scene, int from, int to) {
        Optional<Measured> less = james.of(scene.withMembers(from));
        Optional<Measured> more = james.of(scene.withMembers(to));
        return less.isPresent() && more.isPresent()
                ? Optional.of((more.get().with().cpuSecondsPerPost()
                                - less.get().with().cpuSecondsPerPost())
                        * 1e3
                        / (to - from))
                : Optional.empty();
    }

    private void table(String varied, Predicate<Scene> belongs, Function<Scene, String> name) {
        List<Measured> rows = james.scenes().stream()
                .filter(measured -> belongs.test(measured.scene()))
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        page.add("");
        page.columns(
                varied,
                "posts/s",
                "without",
                "÷",
                "ms of CPU a post",
                "without",
                "signatures a post",
                "heap, MB",
                "without");
        for (Measured row : rows) {
            page.row(
                    name.apply(row.scene()),
                    rate(row.with().postsPerSecond()),
                    rate(row.without().postsPerSecond()),
                    format("%.2f", row.throughputRatio()),
                    format("%.2f", row.with().cpuSecondsPerPost() * 1e3),
                    format("%.2f", row.without().cpuSecondsPerPost() * 1e3),
                    format("%.0f", row.with().signaturesPerPost()),
                    format("%.0f", row.heapWith() / MEGABYTE),
                    format("%.0f", row.heapWithout() / MEGABYTE));
        }
    }

    private static String rate(double perSecond) {
        return format(perSecond < SLOW ? "%.2f" : "%.1f", perSecond);
    }
}
