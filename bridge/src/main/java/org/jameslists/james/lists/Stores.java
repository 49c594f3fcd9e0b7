package org.jameslists.james.lists;

import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;

import javax.mail.MessagingException;

import org.apache.james.filesystem.api.FileSystem;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.jameslists.james.settings.StoreSettings;

import com.google.inject.ConfigurationException;
import com.google.inject.Inject;
import com.google.inject.Injector;
import com.google.inject.Provider;
import com.google.inject.ProvisionException;
import com.google.inject.Singleton;

/**
 * Numbers, decisions and small values about lists, kept where {@code store} says: in files, or in a database that all nodes
 * share.
 */
@Singleton
final class Stores {
    private final ListState state;
    private final SerialNumbers numbers;
    private final HeldPostDecisions decisions;

    /**
     * Opens the store, and makes its tables if there are none.
     *
     * @throws MessagingException naming the parameter, if that is not possible
     */
    @Inject
    Stores(ListAuthenticationSettings settings, FileSystem fileSystem, Injector james) throws MessagingException {
        StoreSettings store = settings.store();
        if (store.kind() == StoreSettings.Kind.FILES) {
            state = new ListStateFiles(fileSystem);
            numbers = new SerialNumberFiles(fileSystem);
            decisions = new HeldPostDecisionFiles(fileSystem);
        } else {
            state = store.kind() == StoreSettings.Kind.JDBC ? database(store) : cassandra(james);
            numbers = new SharedSerialNumbers(state);
            decisions = new SharedHeldPostDecisions(state, InstantSource.system());
        }
    }

    private static ListState database(StoreSettings store) throws MessagingException {
        try {
            return new JdbcListState(JdbcConnections.to(store));
        } catch (SQLException | IOException e) {
            throw StoreSettings.noDatabase(e.getMessage(), e);
        }
    }

    private static ListState cassandra(Injector james) throws MessagingException {
        try {
            return CassandraListState.in(james);
        } catch (LinkageError | ConfigurationException | ProvisionException e) {
            throw StoreSettings.noStore("this James has no Cassandra, which only the distributed one has", e);
        } catch (RuntimeException e) {
            throw StoreSettings.noStore("Cassandra: " + e.getMessage(), e);
        }
    }

    /** The small values. */
    static final class OfListState implements Provider<ListState> {
        private final Stores stores;

        @Inject
        OfListState(Stores stores) {
            this.stores = stores;
        }

        @Override
        public ListState get() {
            return stores.state;
        }
    }

    /** The numbers. */
    static final class OfSerialNumbers implements Provider<SerialNumbers> {
        private final Stores stores;

        @Inject
        OfSerialNumbers(Stores stores) {
            this.stores = stores;
        }

        @Override
        public SerialNumbers get() {
            return stores.numbers;
        }
    }

    /** The decisions. */
    static final class OfHeldPostDecisions implements Provider<HeldPostDecisions> {
        private final Stores stores;

        @Inject
        OfHeldPostDecisions(Stores stores) {
            this.stores = stores;
        }

        @Override
        public HeldPostDecisions get() {
            return stores.decisions;
        }
    }
}
