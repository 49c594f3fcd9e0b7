package org.jameslists.james39;

import java.util.List;

import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.CoreDataModule;
import org.apache.james.NaiveDelegationStoreModule;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.lib.DomainListConfiguration;
import org.apache.james.domainlist.memory.MemoryDomainList;
import org.apache.james.mailrepository.api.MailRepositoryFactory;
import org.apache.james.mailrepository.api.MailRepositoryUrlStore;
import org.apache.james.mailrepository.api.Protocol;
import org.apache.james.mailrepository.memory.MailRepositoryStoreConfiguration;
import org.apache.james.mailrepository.memory.MemoryMailRepository;
import org.apache.james.mailrepository.memory.MemoryMailRepositoryFactory;
import org.apache.james.mailrepository.memory.MemoryMailRepositoryUrlStore;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.rrt.api.AliasReverseResolver;
import org.apache.james.rrt.api.CanSendFrom;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.lib.AliasReverseResolverImpl;
import org.apache.james.rrt.lib.CanSendFromImpl;
import org.apache.james.rrt.memory.MemoryRecipientRewriteTable;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.memory.MemoryUsersRepository;
import org.apache.james.utils.InitializationOperation;
import org.apache.james.utils.InitilizationOperationBuilder;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;

/** What the memory server binds for data and queues, since its own modules are not to be had at 3.9.0. */
final class MemoryParts extends AbstractModule {
    private final SpoolQueues queues;
    private final Deliveries deliveries;

    MemoryParts(SpoolQueues queues, Deliveries deliveries) {
        this.queues = queues;
        this.deliveries = deliveries;
    }

    @Override
    protected void configure() {
        install(new CoreDataModule());
        install(new NaiveDelegationStoreModule());

        bind(Deliveries.class).toInstance(deliveries);
        bind(new TypeLiteral<MailQueueFactory<? extends MailQueue>>() {}).toInstance(queues);
        bind(new TypeLiteral<MailQueueFactory<?>>() {}).toInstance(queues);

        bind(MemoryDomainList.class).in(Scopes.SINGLETON);
        bind(DomainList.class).to(MemoryDomainList.class);
        bind(MemoryRecipientRewriteTable.class).in(Scopes.SINGLETON);
        bind(RecipientRewriteTable.class).to(MemoryRecipientRewriteTable.class);
        bind(AliasReverseResolver.class).to(AliasReverseResolverImpl.class);
        bind(CanSendFrom.class).to(CanSendFromImpl.class);

        bind(MemoryMailRepositoryUrlStore.class).in(Scopes.SINGLETON);
        bind(MailRepositoryUrlStore.class).to(MemoryMailRepositoryUrlStore.class);
        Multibinder.newSetBinder(binder(), MailRepositoryFactory.class)
                .addBinding()
                .to(MemoryMailRepositoryFactory.class);
        bind(MailRepositoryStoreConfiguration.Item.class)
                .toInstance(new MailRepositoryStoreConfiguration.Item(
                        List.of(new Protocol("memory")),
                        MemoryMailRepository.class.getName(),
                        new BaseHierarchicalConfiguration()));
    }

    @Provides
    @Singleton
    UsersRepository users(DomainList domains) {
        return MemoryUsersRepository.withVirtualHosting(domains);
    }

    @ProvidesIntoSet
    InitializationOperation configureDomains(MemoryDomainList domains, DomainListConfiguration configuration) {
        return InitilizationOperationBuilder.forClass(MemoryDomainList.class)
                .init(() -> domains.configure(configuration));
    }

    @ProvidesIntoSet
    InitializationOperation configureRewriting(MemoryRecipientRewriteTable table) {
        return InitilizationOperationBuilder.forClass(MemoryRecipientRewriteTable.class)
                .init(() -> table.configure(new BaseHierarchicalConfiguration()));
    }
}
