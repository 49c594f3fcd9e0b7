package org.jameslists.administration;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.annotation.PreDestroy;
import javax.mail.MessagingException;

import org.apache.james.utils.UserDefinedStartable;
import org.jameslists.james.lists.Leaving;
import org.jameslists.james.lists.MemberLinks;
import org.jameslists.james.lists.RateLimit;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.jameslists.james.settings.MemberSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.common.base.Ticker;
import com.google.common.net.HostAndPort;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.inject.Inject;
import com.google.inject.Singleton;
import com.sun.net.httpserver.HttpServer;

/**
 * Serves the page by which members leave a list, at {@code members.listen}, for a proxy that speaks HTTPS. Name it in
 * {@code extensions.properties}:
 *
 * <pre>{@code
 * guice.extension.startable=org.jameslists.administration.LeaveServer
 * }</pre>
 *
 * <p>Without {@code members.url} it does nothing. It is a server apart from WebAdmin: nobody who reaches it from the web can reach WebAdmin through it, however the proxy
 * takes paths.
 */
@Singleton
public final class LeaveServer implements UserDefinedStartable {
    private static final Logger LOGGER = LoggerFactory.getLogger(LeaveServer.class);
    private static final int THREADS = 8;
    private static final int BACKLOG = 64;

    /** Seconds within which the JDK's server wants a whole request, so that slow clients keep no thread. */
    private static final String REQUEST_TIME = "sun.net.httpserver.maxReqTime";

    private final MemberSettings settings;
    private final Leaving leaving;
    private final Optional<URI> url;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS,
            new ThreadFactoryBuilder().setDaemon(true).setNameFormat("leave-%d").build());

    private HttpServer server;

    /**
     * Serves what the settings say.
     *
     * @throws MessagingException if a setting is missing, or the secret
     */
    @Inject
    LeaveServer(ListAuthenticationSettings settings, MemberLinks links, Leaving leaving) throws MessagingException {
        this.settings = settings.members();
        this.leaving = leaving;
        this.url = settings.members().url();
        try {
            url.ifPresent(there -> links.requireUrl());
        } catch (IllegalArgumentException e) {
            throw new MessagingException("LeaveServer: " + e.getMessage(), e);
        }
    }

    @Override
    public void start() {
        url.ifPresent(this::serve);
    }

    private void serve(URI at) {
        if (System.getProperty(REQUEST_TIME) == null) {
            System.setProperty(REQUEST_TIME, "20");
        }
        HostAndPort listen = settings.listen();
        InetSocketAddress address = new InetSocketAddress(listen.getHost(), listen.getPort());
        try {
            server = HttpServer.create(address, BACKLOG);
        } catch (IOException e) {
            throw new IllegalStateException("LeaveServer cannot listen at " + listen + " (members.listen)", e);
        }
        RateLimit limit = new RateLimit(settings.requestsPerMinute(), Duration.ofMinutes(1), Ticker.systemTicker());
        server.createContext(at.getPath(), new LeaveHandler(leaving, limit));
        server.setExecutor(threads);
        server.start();
        LOGGER.info("Members can leave lists at {}, served at http://{}{}", at, listen, at.getPath());
    }

    /** Ends what is under way. */
    @PreDestroy
    void stop() {
        if (server != null) {
            server.stop(0);
        }
        threads.shutdown();
    }
}
