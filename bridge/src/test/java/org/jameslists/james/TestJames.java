package org.jameslists.james;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.james.domainlist.api.DomainList;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.rrt.api.CanSendFrom;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.lib.AliasReverseResolverImpl;
import org.apache.james.rrt.lib.CanSendFromImpl;
import org.apache.james.server.core.JamesServerResourceLoader;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.dns.RecordType;
import org.jameslists.james.settings.JamesDns;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;

/** The parts of a James that an extension is given, in a folder of its own, wired by Guice without a module of ours. */
public final class TestJames {
    private final Path folder;
    private final TestDirectory directory = new TestDirectory();
    private final RecordingMetricFactory metrics = new RecordingMetricFactory();
    private final Map<String, DnsAnswer> texts = new ConcurrentHashMap<>();
    private final Injector injector;

    /**
     * A James whose folder this is.
     *
     * @param parts what this James has besides
     */
    public TestJames(Path folder, Module... parts) {
        this.folder = folder;
        this.injector = Guice.createInjector(binder -> {
            List.of(parts).forEach(binder::install);
            binder.bind(FileSystem.class)
                    .toInstance(new FileSystemImpl(new JamesServerResourceLoader(folder.toString())));
            binder.bind(RecipientRewriteTable.class).toProvider(directory::table);
            binder.bind(CanSendFrom.class)
                    .toProvider(() ->
                            new CanSendFromImpl(directory.table(), new AliasReverseResolverImpl(directory.table())));
            binder.bind(DomainList.class).toProvider(directory::domains);
            binder.bind(MetricFactory.class).toInstance(metrics);
            binder.bind(JamesDns.class).toInstance(this::answer);
        });
    }

    /** Writes a file of the {@code conf} folder. */
    public TestJames conf(String name, String content) throws IOException {
        Path file = folder.resolve("conf").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content, StandardCharsets.UTF_8);
        return this;
    }

    private DnsAnswer answer(String name, RecordType type) {
        DnsAnswer none = new DnsAnswer.NoSuchName();
        return type == RecordType.TXT ? texts.getOrDefault(name, none) : none;
    }

    /** Publishes a TXT record. */
    public TestJames publish(String name, String text) {
        texts.put(name, new DnsAnswer.Records(List.of(text)));
        return this;
    }

    /** Has the DNS fail on a name. */
    public TestJames fail(String name) {
        texts.put(name, new DnsAnswer.Failure("SERVFAIL"));
        return this;
    }

    /** What James makes of a class: all it needs is injected. */
    public <T> T instance(Class<T> type) {
        return injector.getInstance(type);
    }

    /** The lists of this James. */
    public TestDirectory directory() {
        return directory;
    }

    /** How often an outcome was noted, such as {@code ToList.accepted}. */
    public int count(String outcome) {
        return metrics.countFor("jameslists." + outcome);
    }
}
