package org.jameslists.benchmarks.james;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The SMTP server of all members, on 127.0.0.1. It keeps nothing of a message but its header, and takes as little time as
 * it can, since it runs beside what is measured.
 */
final class CountingSink implements AutoCloseable {
    private static final int BACKLOG = 64;
    private static final byte[] OK = ascii("250 2.0.0 ok\r\n");

    private final ServerSocket socket;
    private volatile Consumer<Arrival> receiver = arrival -> {};

    CountingSink() throws IOException {
        socket = new ServerSocket(0, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        daemon("sink", this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Hands over what arrives from now on, in the thread that reads it. */
    void deliverTo(Consumer<Arrival> receiver) {
        this.receiver = receiver;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                daemon("sink-connection", () -> serve(connection));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            new Conversation(connection).run();
        } catch (IOException e) {
            // the client left
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** What one client says. */
    private final class Conversation {
        private static final int BUFFER = 1 << 16;
        private static final int LONGEST_HEADER = 1 << 18;

        private final InputStream in;
        private final OutputStream out;
        private final byte[] buffer = new byte[BUFFER];
        private final List<String> recipients = new ArrayList<>();
        private int at;
        private int end;

        Conversation(Socket connection) throws IOException {
            in = connection.getInputStream();
            out = connection.getOutputStream();
        }

        void run() throws IOException {
            out.write(ascii("220 mx.example.org ESMTP\r\n"));
            while (true) {
                String line = line();
                String verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
                switch (verb) {
                    case "EHLO" -> out.write(ascii("250-mx.example.org\r\n250 8BITMIME\r\n"));
                    case "RCPT" -> {
                        recipients.add(line.substring(line.indexOf('<') + 1, line.indexOf('>')));
                        out.write(OK);
                    }
                    case "DATA" -> {
                        out.write(ascii("354 go on\r\n"));
                        Arrival arrival = Arrival.of(message(), recipients);
                        recipients.clear();
                        out.write(OK);
                        receiver.accept(arrival);
                    }
                    case "QUIT" -> {
                        out.write(ascii("221 2.0.0 bye\r\n"));
                        return;
                    }
                    default -> {
                        if (verb.equals("MAIL") || verb.equals("RSET")) {
                            recipients.clear();
                        }
                        out.write(OK);
                    }
                }
            }
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int octet = next(); octet != '\n'; octet = next()) {
                if (octet != '\r') {
                    line.append((char) octet);
                }
            }
            return line.toString();
        }

        /** Reads up to the line with the dot (RFC 5321 §4.5.2), and gives the header. */
        private String message() throws IOException {
            StringBuilder header = new StringBuilder();
            boolean inHeader = true;
            // the last five bytes, the newest lowest
            long last = 0x0D0AL;
            while (true) {
                int octet = next();
                last = (last << 8 | octet) & 0xFF_FFFF_FFFFL;
                if (inHeader) {
                    header.append((char) octet);
                    inHeader = (last & 0xFFFF_FFFFL) != 0x0D0A_0D0AL && header.length() < LONGEST_HEADER;
                }
                if (last == 0x0D_0A2E_0D0AL) {
                    return header.toString();
                }
            }
        }

        private int next() throws IOException {
            if (at == end) {
                end = in.read(buffer);
                at = 0;
                if (end <= 0) {
                    throw new EOFException();
                }
            }
            return buffer[at++] & 0xFF;
        }
    }
}
