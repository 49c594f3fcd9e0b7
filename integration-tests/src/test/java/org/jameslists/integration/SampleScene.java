package org.jameslists.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.PublishedKey;

/** A James with one of the samples, in the DNS of {@link SamplePost}. */
public final class SampleScene {
    private SampleScene() {}

    /** The names of all samples. */
    public static List<String> names() throws IOException {
        try (Stream<Path> folders = Files.list(BuildLayout.ofThisBuild().samples())) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /** The keys of all domains that the samples sign for. */
    public static List<PublishedKey> keys(LoopbackDns dns) {
        return Stream.of("ml.example.ac.jp", "example.ac.jp", "lists.example.net")
                .map(domain -> PublishedKey.rsa(domain, "list").publish(dns))
                .toList();
    }

    /**
     * Starts it.
     *
     * @param sample the sample's folder
     * @param folder where the configuration of a stock James can be laid out
     * @param change what is to be changed in the sample's copy
     */
    public static ListScene start(
            String sample, Path folder, LoopbackDns dns, List<PublishedKey> keys, ListScene.Change change)
            throws Exception {
        BuildLayout layout = BuildLayout.ofThisBuild();
        Path configuration = layout.sample(sample);
        if (sample.equals(StockConfiguration.SAMPLE)) {
            configuration = StockConfiguration.in(folder.resolve(sample));
        }
        ListScene scene = ListScene.start(
                configuration,
                layout.extensionJar(),
                conf -> {
                    conf.ask(dns);
                    for (PublishedKey key : keys) {
                        conf.write("keys/" + key.domain() + "." + key.selector() + ".pem", key.pem());
                    }
                    change.apply(conf);
                },
                EmbeddedJames::start);
        WebAdmin admin = scene.james().webAdmin();
        admin.createDomain(SamplePost.NEWS.listDomain());
        admin.addGroupMember(SamplePost.NEWS.list(), ListScene.REMOTE_MEMBERS.get(0));
        return scene;
    }
}
