package org.jameslists.benchmarks.james;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection of the author's server, over which it posts. */
final class SmtpClient implements AutoCloseable {
    private static final int TIMEOUT_MILLISECONDS = 180_000;
    private static final byte[] END = ascii(".\r\n");

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    SmtpClient(int port) throws IOException {
        socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        socket.setSoTimeout(TIMEOUT_MILLISECONDS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        expect('2');
        command("EHLO mail.example.ne.jp", '2');
    }

    /**
     * Posts a message, and takes leave.
     *
     * @param message it ends with CRLF, and no line of it begins with a dot
     * @throws IOException if the server does not take it
     */
    void post(String sender, String recipient, byte[] message) throws IOException {
        command("MAIL FROM:<" + sender + ">", '2');
        command("RCPT TO:<" + recipient + ">", '2');
        command("DATA", '3');
        out.write(message);
        out.write(END);
        expect('2');
        command("QUIT", '2');
    }

    private void command(String line, char reply) throws IOException {
        out.write(ascii(line + "\r\n"));
        expect(reply);
    }

    private void expect(char first) throws IOException {
        String line = line();
        while (line.length() > 3 && line.charAt(3) == '-') {
            line = line();
        }
        if (line.isEmpty() || line.charAt(0) != first) {
            throw new IOException("the server answered " + line);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet == -1) {
                throw new EOFException("the server closed the connection");
            }
            line.append((char) octet);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
