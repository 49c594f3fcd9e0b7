package org.jameslists.benchmarks.james;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jameslists.benchmarks.james.Scene.Variant;
import org.jameslists.integration.ConfigurationFolder;
import org.jameslists.integration.StockConfiguration;
import org.jameslists.testing.PublishedKey;

/** Lays out the working directory of a server: a sample, with only those changes that its kind asks for. */
final class ServerFolder {
    private static final String MAILETS = "mailetcontainer.xml";
    private static final String OURS = "[starts-with(@class, 'org.jameslists')]";
    private static final String EXPAND = "<mailet match=\"All\" class=\"org.jameslists.mailets.ExpandMembers\"/>";
    private static final String FREEZE = "<mailet match=\"All\" class=\"org.jameslists.mailets.Freeze\"/>";
    private static final String VERP =
            """

            <mailet match="All" class="org.jameslists.mailets.Verp"><processor>list-delivery</processor></mailet>
            """;
    private static final String LINKS =
            """

              <mailet match="All" class="org.jameslists.mailets.Verp"><processor>list-member</processor></mailet>
            </processor>
            <processor state="list-member" enableJmx="false">
              <mailet match="All" class="org.jameslists.mailets.ListHeaders">
                <unsubscribe>https://ml.example.ac.jp/{list}/leave?member={member}&amp;token={token}</unsubscribe>
                <oneClick>true</oneClick>
                <tokenDomain>ml.example.ac.jp</tokenDomain>
              </mailet>
            """;

    private final World world;
    private final ServerKind kind;
    private final ConfigurationFolder folder;

    private ServerFolder(World world, ServerKind kind) throws IOException {
        this.world = world;
        this.kind = kind;
        this.folder = ConfigurationFolder.copyOf(sample());
    }

    /**
     * Lays it out.
     *
     * @param sinkPort where all remote members are
     */
    static ConfigurationFolder of(World world, ServerKind kind, int sinkPort) throws IOException {
        ServerFolder folder = new ServerFolder(world, kind);
        if (kind.pack()) {
            folder.addPack();
        } else {
            folder.removePack();
        }
        return folder.folder.relayTo(sinkPort).ask(world.dns());
    }

    private Path sample() throws IOException {
        if (!kind.sample().equals(StockConfiguration.SAMPLE)) {
            return world.layout().sample(kind.sample());
        }
        Path stock = world.folder().resolve(kind.sample());
        if (!Files.exists(stock)) {
            StockConfiguration.in(stock);
            Files.copy(world.layout().sample(Scene.BASE.sample()).resolve("logback.xml"), stock.resolve("logback.xml"));
        }
        return stock;
    }

    private void addPack() throws IOException {
        folder.extension(world.layout().extensionJar());
        for (String domain : new String[] {MeasuredJames.DOMAIN, "example.ac.jp", "lists.example.net"}) {
            PublishedKey key = kind.variant() == Variant.ED25519
                    ? PublishedKey.ed25519(domain, "list")
                    : PublishedKey.rsa(domain, "list");
            folder.write("keys/" + domain + ".list.pem", world.publish(key).pem());
        }
        switch (kind.variant()) {
            case CORRETTO -> folder.extension(Path.of(System.getProperty("rsa.provider.jar")));
            case VERP -> folder.insertBehind(MAILETS, FREEZE, VERP);
            case LINKS -> {
                folder.insertBehind(MAILETS, EXPAND, LINKS);
                folder.write("keys/ml.example.ac.jp.secret", "0123456789abcdef0123456789abcdef0123456789abcdef\n");
            }
            case JDK_RSA, ED25519, SMALL_HEAP -> {}
        }
        if (kind.sample().equals(StockConfiguration.SAMPLE)) {
            // its further servers would want ports of their own
            folder.remove("smtpserver.xml", "//smtpserver[position() > 1]");
            folder.remove("imapserver.xml", "//imapserver[position() > 1]");
        }
    }

    private void removePack() throws IOException {
        folder.remove(MAILETS, "//mailet" + OURS + " | //mailet[starts-with(@match, 'org.jameslists')]");
        folder.remove("smtpserver.xml", "//handler" + OURS);
        folder.removeProperty("extensions.properties", "guice.extension.startable");
        folder.removeProperty("extensions.properties", "guice.extension.module");
        folder.removeProperty("extensions.properties", "guice.extension.task");
        folder.removeProperty("webadmin.properties", "extensions.routes");
        folder.removeProperty("healthcheck.properties", "additional.healthchecks");
    }
}
