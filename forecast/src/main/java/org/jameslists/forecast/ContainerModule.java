package org.jameslists.forecast;

import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.lib.DomainListConfiguration;
import org.apache.james.domainlist.memory.MemoryDomainList;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.mailetcontainer.api.LocalResources;
import org.apache.james.mailetcontainer.api.MailetLoader;
import org.apache.james.mailetcontainer.api.MatcherLoader;
import org.apache.james.mailetcontainer.impl.JamesMailetContext;
import org.apache.james.mailetcontainer.impl.LocalResourcesImpl;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.metrics.api.NoopGaugeRegistry;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.rrt.api.AliasReverseResolver;
import org.apache.james.rrt.api.CanSendFrom;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.api.RecipientRewriteTableConfiguration;
import org.apache.james.rrt.lib.AliasReverseResolverImpl;
import org.apache.james.rrt.lib.CanSendFromImpl;
import org.apache.james.rrt.lib.Mapping;
import org.apache.james.rrt.lib.MappingSource;
import org.apache.james.rrt.memory.MemoryRecipientRewriteTable;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.memory.MemoryUsersRepository;
import org.apache.mailet.MailetContext;
import org.jameslists.james.lists.HeldPostDecisionFiles;
import org.jameslists.james.lists.HeldPostDecisions;
import org.jameslists.james.lists.KeyPublication;
import org.jameslists.james.lists.ListState;
import org.jameslists.james.lists.ListStateFiles;
import org.jameslists.james.lists.SerialNumberFiles;
import org.jameslists.james.lists.SerialNumbers;
import org.jameslists.james.settings.JamesDns;
import org.jameslists.james.settings.KeyFiles;
import org.jameslists.james.settings.SigningKeys;

import com.google.inject.AbstractModule;
import com.google.inject.Injector;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;

/** What a mailet container needs from James: one domain, one list, its members, and no way out. */
final class ContainerModule extends AbstractModule {
    private final Folders folders;
    private final ForecastPost post;
    private final Surroundings surroundings;
    private final Queue queue = new Queue();
    private final Arrivals arrivals;

    /**
     * What the runs of a forecast have in common.
     *
     * @param dns the DNS that the mailets ask
     * @param standIns keys in place of missing ones
     * @param notes records what differs from the real James
     */
    record Surroundings(JamesDns dns, StandInKeys standIns, Notes notes) {}

    ContainerModule(Folders folders, ForecastPost post, Surroundings surroundings) {
        this.folders = folders;
        this.post = post;
        this.surroundings = surroundings;
        this.arrivals = new Arrivals(folders.working());
    }

    /** The queue for mails that mailets send. */
    Queue queue() {
        return queue;
    }

    /** The mails that reached an end. */
    Arrivals arrivals() {
        return arrivals;
    }

    @Override
    protected void configure() {
        bind(FileSystem.class).toInstance(new FileSystemImpl(folders));
        bind(MetricFactory.class).to(NoMetrics.class);
        bind(GaugeRegistry.class).to(NoopGaugeRegistry.class);
        bind(DNSService.class).to(NoDns.class);
        bind(JamesDns.class).toInstance(surroundings.dns());
        // Not where "store" says: a forecast takes no number of a list and decides nothing.
        bind(ListState.class).to(ListStateFiles.class);
        bind(SerialNumbers.class).to(SerialNumberFiles.class);
        bind(HeldPostDecisions.class).to(HeldPostDecisionFiles.class);
        bind(new TypeLiteral<MailQueueFactory<?>>() {}).toInstance(queue);
        // Guice creates them: their constructors differ between James 3.8 and 3.9.
        bind(AliasReverseResolver.class).to(AliasReverseResolverImpl.class);
        bind(CanSendFrom.class).to(CanSendFromImpl.class);
        bind(LocalResources.class).to(LocalResourcesImpl.class);
        bind(MailetContext.class).to(JamesMailetContext.class);
        bind(JamesMailetContext.class).in(Scopes.SINGLETON);
        bind(MailetLoader.class).to(Parts.class);
        bind(MatcherLoader.class).to(Parts.class);
    }

    @Provides
    @Singleton
    Parts parts(Injector injector) {
        return new Parts(injector, arrivals, surroundings.notes());
    }

    @Provides
    @Singleton
    SigningKeys keys(KeyFiles files) {
        return new ConfiguredKeys(
                files, surroundings.standIns(), post.list().getDomain().asString(), surroundings.notes());
    }

    /** Where each key stands in its rotation is not known here, and keys that stand in are published. */
    @Provides
    @Singleton
    KeyPublication publication() {
        return KeyPublication.withoutMemory(surroundings.standIns().over(surroundings.dns())::query);
    }

    @Provides
    @Singleton
    DomainList domains(DNSService none) throws Exception {
        Domain domain = post.list().getDomain();
        MemoryDomainList domains = new MemoryDomainList(none);
        domains.configure(DomainListConfiguration.builder()
                .autoDetect(false)
                .autoDetectIp(false)
                .defaultDomain(domain)
                .build());
        if (!domains.containsDomain(domain)) {
            domains.addDomain(domain);
        }
        return domains;
    }

    @Provides
    @Singleton
    UsersRepository users(DomainList domains) {
        return MemoryUsersRepository.withVirtualHosting(domains);
    }

    @Provides
    @Singleton
    RecipientRewriteTable table() {
        MemoryRecipientRewriteTable table = new MemoryRecipientRewriteTable();
        table.setConfiguration(RecipientRewriteTableConfiguration.DEFAULT_ENABLED);
        MappingSource list = MappingSource.fromMailAddress(post.list());
        table.addMapping(list, Mapping.group(post.author().asString()));
        for (MailAddress member : post.members()) {
            table.addMapping(list, Mapping.group(member.asString()));
        }
        return table;
    }
}
