package org.jameslists.integration.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jameslists.integration.BuildLayout;
import org.jameslists.integration.HookedJames;
import org.jameslists.integration.SampleScene;
import org.jameslists.testing.DnsFault;
import org.jameslists.testing.SmtpReply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the DNS does not say whose a post is, the post waits or is kept aside, and an honest author is not refused. */
class UnknownWaitsIT {
    private static final List<DnsFault> FAULTS =
            List.of(DnsFault.SILENCE, DnsFault.SERVFAIL, DnsFault.TRUNCATED_FOR_GOOD);

    private static final String TIMEOUT = "150 ms";

    @TempDir
    private static Path folder;

    private static World world;
    private static final List<Aftermath> aftermaths = new ArrayList<>();
    private static final Map<String, SmtpReply> replies = new LinkedHashMap<>();

    @BeforeAll
    static void post() throws Exception {
        world = new World().publish(Published.NONE);
        for (DnsFault fault : FAULTS) {
            for (OpenQuestion question : OpenQuestion.values()) {
                question.publish(world, fault);
                world.dns().fail(question.asked(fault), fault);
            }
        }
        List<Post> posts = FAULTS.stream()
                .flatMap(fault -> Stream.of(OpenQuestion.values()).map(question -> question.post(world, fault)))
                .toList();
        askInTheDialogue(posts);
        for (String sample : SampleScene.names()) {
            try (AttackScene scene = AttackScene.start(sample, folder, world, AttackScene.waiting(TIMEOUT))) {
                aftermaths.addAll(scene.play("no answer", posts));
            }
        }
        world.dns().heal();
    }

    private static void askInTheDialogue(List<Post> posts) throws Exception {
        try (HookedJames james = HookedJames.start(
                        BuildLayout.ofThisBuild(),
                        world.dns(),
                        "<reject>refuse</reject><temperror>try-later</temperror>",
                        conf -> conf.setProperty("list-authentication.properties", "dns.timeout", TIMEOUT)
                                .setProperty("list-authentication.properties", "dns.retries", "0"));
                Clients clients = new Clients(james.james().smtpPort())) {
            List<SmtpReply> received = clients.handIn(
                    posts.stream().map(post -> post.to(HookedJames.RECIPIENT)).toList());
            for (int i = 0; i < posts.size(); i++) {
                replies.put(posts.get(i).attack(), received.get(i));
            }
        }
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource
    void thePostWaitsOrIsKeptAside(OpenQuestion question) {
        assertThat(aftermaths)
                .filteredOn(aftermath -> aftermath.post().attack().startsWith(question + ","))
                .hasSizeGreaterThan(FAULTS.size())
                .flatExtracting(Aftermath::disappointments)
                .isEmpty();
    }

    /** A domain that wants nothing refused may as well have its mail taken, to wait in the server. */
    @ParameterizedTest
    @EnumSource
    void theClientIsToldToComeAgain(OpenQuestion question) {
        boolean mayBeTaken = question.name().startsWith("KEY_OF_");
        assertThat(replies.entrySet())
                .filteredOn(entry -> entry.getKey().startsWith(question + ","))
                .hasSize(FAULTS.size())
                .allSatisfy(entry ->
                        assertThat(entry.getValue().code()).as("%s", entry).isIn(451, mayBeTaken ? 250 : 451));
    }

    @Test
    void lendsNothing() throws Exception {
        assertThat(world.nothingLent().violations(Aftermath.leaving(aftermaths)))
                .isEmpty();
    }
}
