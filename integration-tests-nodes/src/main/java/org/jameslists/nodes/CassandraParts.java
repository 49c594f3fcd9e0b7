package org.jameslists.nodes;

import java.io.FileNotFoundException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.backends.cassandra.init.CassandraTableManager;
import org.apache.james.backends.cassandra.init.CassandraTypesCreator;
import org.apache.james.backends.cassandra.init.CassandraTypesProvider;
import org.apache.james.backends.cassandra.init.CassandraZonedDateTimeModule;
import org.apache.james.backends.cassandra.init.KeyspaceFactory;
import org.apache.james.backends.cassandra.init.configuration.CassandraConfiguration;
import org.apache.james.backends.cassandra.init.configuration.ClusterConfiguration;
import org.apache.james.backends.cassandra.init.configuration.KeyspaceConfiguration;
import org.apache.james.backends.cassandra.versions.CassandraSchemaVersionModule;
import org.apache.james.blob.api.BlobStoreDAO;
import org.apache.james.blob.cassandra.CassandraBlobModule;
import org.apache.james.blob.cassandra.CassandraBlobStoreDAO;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.cassandra.CassandraDomainList;
import org.apache.james.domainlist.cassandra.CassandraDomainListModule;
import org.apache.james.domainlist.lib.DomainListConfiguration;
import org.apache.james.mailrepository.api.MailRepositoryFactory;
import org.apache.james.mailrepository.api.MailRepositoryUrlStore;
import org.apache.james.mailrepository.api.Protocol;
import org.apache.james.mailrepository.cassandra.CassandraMailRepository;
import org.apache.james.mailrepository.cassandra.CassandraMailRepositoryFactory;
import org.apache.james.mailrepository.cassandra.CassandraMailRepositoryModule;
import org.apache.james.mailrepository.cassandra.CassandraMailRepositoryUrlModule;
import org.apache.james.mailrepository.cassandra.CassandraMailRepositoryUrlStore;
import org.apache.james.mailrepository.memory.MailRepositoryStoreConfiguration;
import org.apache.james.queue.rabbitmq.view.cassandra.CassandraMailQueueViewModule;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.cassandra.CassandraRRTModule;
import org.apache.james.rrt.cassandra.CassandraRecipientRewriteTable;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.util.Host;
import org.apache.james.utils.InitializationOperation;
import org.apache.james.utils.InitilizationOperationBuilder;
import org.apache.james.utils.PropertiesProvider;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;

/** Domains, groups, mail repositories and message contents in Cassandra. */
final class CassandraParts extends AbstractModule {
    private static final String LOCAL_DATACENTER = "datacenter1";

    @Override
    protected void configure() {
        bind(CassandraConfiguration.class).toInstance(CassandraConfiguration.DEFAULT_CONFIGURATION);

        bind(CassandraDomainList.class).in(Scopes.SINGLETON);
        bind(DomainList.class).to(CassandraDomainList.class);
        bind(CassandraRecipientRewriteTable.class).in(Scopes.SINGLETON);
        bind(RecipientRewriteTable.class).to(CassandraRecipientRewriteTable.class);

        bind(CassandraBlobStoreDAO.class).in(Scopes.SINGLETON);
        bind(BlobStoreDAO.class).to(CassandraBlobStoreDAO.class);

        bind(CassandraMailRepositoryUrlStore.class).in(Scopes.SINGLETON);
        bind(MailRepositoryUrlStore.class).to(CassandraMailRepositoryUrlStore.class);
        Multibinder.newSetBinder(binder(), MailRepositoryFactory.class)
                .addBinding()
                .to(CassandraMailRepositoryFactory.class);
        bind(MailRepositoryStoreConfiguration.Item.class)
                .toInstance(new MailRepositoryStoreConfiguration.Item(
                        List.of(new Protocol("cassandra")),
                        CassandraMailRepository.class.getName(),
                        new BaseHierarchicalConfiguration()));
    }

    /** James 3.8.1 asks a new session for a function that Cassandra 5 has no more, so this one is made without it. */
    @Provides
    @Singleton
    CqlSession session(PropertiesProvider properties) throws ConfigurationException, FileNotFoundException {
        var file = properties.getConfiguration("cassandra");
        KeyspaceConfiguration keyspace = KeyspaceConfiguration.builder()
                .keyspace(file.getString("cassandra.keyspace"))
                .replicationFactor(1)
                .disableDurableWrites();
        try (CqlSession first = open(file, Optional.empty())) {
            KeyspaceFactory.createKeyspace(keyspace, first).block();
        }
        CqlSession session = open(file, Optional.of(keyspace.getKeyspace()));
        CassandraModule tables = tables();
        new CassandraTypesCreator(tables, session).initializeTypes();
        new CassandraTableManager(tables, session).initializeTables(new CassandraTypesProvider(session));
        return session;
    }

    private static CqlSession open(Configuration file, Optional<String> keyspace) {
        CqlSessionBuilder builder = CqlSession.builder().withLocalDatacenter(LOCAL_DATACENTER);
        for (Host node : ClusterConfiguration.from(file).getHosts()) {
            builder.addContactPoint(new InetSocketAddress(node.getHostName(), node.getPort()));
        }
        keyspace.ifPresent(builder::withKeyspace);
        return builder.build();
    }

    private static CassandraModule tables() {
        return CassandraModule.aggregateModules(
                CassandraZonedDateTimeModule.MODULE,
                CassandraSchemaVersionModule.MODULE,
                CassandraDomainListModule.MODULE,
                CassandraRRTModule.MODULE,
                CassandraBlobModule.MODULE,
                CassandraMailRepositoryModule.MODULE,
                CassandraMailRepositoryUrlModule.MODULE,
                CassandraMailQueueViewModule.MODULE);
    }

    @ProvidesIntoSet
    InitializationOperation configureDomains(DomainListConfiguration configuration, CassandraDomainList domains) {
        return InitilizationOperationBuilder.forClass(CassandraDomainList.class)
                .init(() -> domains.configure(configuration));
    }

    @ProvidesIntoSet
    InitializationOperation configureGroups(ConfigurationProvider configuration, CassandraRecipientRewriteTable table) {
        return InitilizationOperationBuilder.forClass(CassandraRecipientRewriteTable.class)
                .init(() -> table.configure(configuration.getConfiguration("recipientrewritetable")));
    }
}
