package org.jameslists.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Accepts TCP connections on 127.0.0.1 and serves each in a thread, a bounded number at a time. */
final class LoopbackListener implements AutoCloseable {

    /** Talks to one peer until it leaves; an exception ends the connection. */
    interface Service {
        void serve(Socket connection) throws IOException;
    }

    private static final int AT_A_TIME = 16;
    private static final int BACKLOG = 128;
    private static final int IDLE_MILLISECONDS = 60_000;
    private static final int END_SECONDS = 10;

    private final ServerSocket listener;
    private final Service service;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService workers;
    private final Thread acceptor;

    private LoopbackListener(String name, ServerSocket listener, Service service) {
        this.listener = listener;
        this.service = service;
        this.workers = Executors.newFixedThreadPool(AT_A_TIME, task -> daemon(name + "-connection", task));
        this.acceptor = daemon(name, this::accept);
    }

    /** A listening socket on 127.0.0.1 and a port that the system chooses. */
    static ServerSocket bind() throws IOException {
        return new ServerSocket(0, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }

    /** Serves the connections of the socket, which is closed with the listener. */
    static LoopbackListener serve(String name, ServerSocket socket, Service service) {
        LoopbackListener listener = new LoopbackListener(name, socket, service);
        listener.acceptor.start();
        return listener;
    }

    static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    static void join(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                open.add(connection);
                workers.execute(() -> serve(connection));
            } catch (IOException e) {
                // closed, or a peer that left before it was accepted
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setSoTimeout(IDLE_MILLISECONDS);
            service.serve(connection);
        } catch (IOException e) {
            // the peer left or was idle for too long, or the server closes
        } finally {
            open.remove(connection);
        }
    }

    /** Closes the socket and all connections and waits until the threads have ended. */
    @Override
    public void close() {
        try {
            listener.close();
            join(acceptor);
            workers.shutdownNow();
            for (Socket connection : open) {
                connection.close();
            }
            workers.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            // nothing left to close
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
