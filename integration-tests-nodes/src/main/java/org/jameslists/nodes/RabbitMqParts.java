package org.jameslists.nodes;

import java.io.FileNotFoundException;
import java.util.Set;

import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.backends.rabbitmq.RabbitMQConfiguration;
import org.apache.james.backends.rabbitmq.ReactorRabbitMQChannelPool;
import org.apache.james.backends.rabbitmq.ReceiverProvider;
import org.apache.james.backends.rabbitmq.SimpleConnectionPool;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.ManageableMailQueue;
import org.apache.james.queue.rabbitmq.RabbitMQMailQueueFactory;
import org.apache.james.queue.rabbitmq.view.RabbitMQMailQueueConfiguration;
import org.apache.james.queue.rabbitmq.view.api.MailQueueView;
import org.apache.james.queue.rabbitmq.view.cassandra.CassandraMailQueueView;
import org.apache.james.queue.rabbitmq.view.cassandra.configuration.CassandraMailQueueViewConfiguration;
import org.apache.james.utils.InitializationOperation;
import org.apache.james.utils.InitilizationOperationBuilder;
import org.apache.james.utils.PropertiesProvider;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;

import reactor.rabbitmq.RabbitFlux;
import reactor.rabbitmq.ReceiverOptions;
import reactor.rabbitmq.Sender;

/** Queues in RabbitMQ, and what is in them in Cassandra. */
final class RabbitMqParts extends AbstractModule {
    private static final String FILE = "rabbitmq";

    @Override
    protected void configure() {
        bind(SimpleConnectionPool.class).in(Scopes.SINGLETON);
        bind(SimpleConnectionPool.Configuration.class).toInstance(SimpleConnectionPool.Configuration.DEFAULT);
        bind(ReactorRabbitMQChannelPool.Configuration.class)
                .toInstance(ReactorRabbitMQChannelPool.Configuration.DEFAULT);
        bind(RabbitMQMailQueueConfiguration.class).toInstance(RabbitMQMailQueueConfiguration.sizeMetricsDisabled());
        bind(CassandraMailQueueViewConfiguration.class).toInstance(CassandraMailQueueViewConfiguration.DEFAULT);
        bind(RabbitMQMailQueueFactory.class).in(Scopes.SINGLETON);
    }

    @Provides
    @Singleton
    RabbitMQConfiguration configuration(PropertiesProvider properties)
            throws ConfigurationException, FileNotFoundException {
        return RabbitMQConfiguration.from(properties.getConfiguration(FILE));
    }

    @Provides
    @Singleton
    ReactorRabbitMQChannelPool channels(
            SimpleConnectionPool connections,
            ReactorRabbitMQChannelPool.Configuration configuration,
            MetricFactory metrics) {
        ReactorRabbitMQChannelPool channels =
                new ReactorRabbitMQChannelPool(connections.getResilientConnection(), configuration, metrics);
        channels.start();
        return channels;
    }

    @Provides
    @Singleton
    Sender sender(ReactorRabbitMQChannelPool channels) {
        return channels.getSender();
    }

    @Provides
    @Singleton
    ReceiverProvider receivers(SimpleConnectionPool connections) {
        return () ->
                RabbitFlux.createReceiver(new ReceiverOptions().connectionMono(connections.getResilientConnection()));
    }

    @ProvidesIntoSet
    InitializationOperation connect(SimpleConnectionPool connections) {
        return InitilizationOperationBuilder.forClass(SimpleConnectionPool.class)
                .init(() -> connections.init(Set.of()));
    }

    @Provides
    @Singleton
    MailQueueView.Factory views(CassandraMailQueueView.Factory views) {
        return views;
    }

    @Provides
    MailQueueFactory<? extends ManageableMailQueue> manageableQueues(RabbitMQMailQueueFactory queues) {
        return queues;
    }

    @Provides
    MailQueueFactory<?> anyQueues(RabbitMQMailQueueFactory queues) {
        return queues;
    }

    @Provides
    MailQueueFactory<? extends MailQueue> queues(RabbitMQMailQueueFactory queues) {
        return queues;
    }
}
