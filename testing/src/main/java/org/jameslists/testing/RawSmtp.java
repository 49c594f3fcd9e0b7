package org.jameslists.testing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Posts a message to an SMTP server on 127.0.0.1 byte for byte, whatever is in it; mail libraries repair what they
 * send. It declares {@code BODY=8BITMIME} where the server offers that.
 */
public final class RawSmtp implements AutoCloseable {

    private static final int TIMEOUT_MILLISECONDS = 120_000;
    private static final String DEFAULT_HELO = "mail.example.com";

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private RawSmtp(int port) throws IOException {
        this.socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        this.socket.setSoTimeout(TIMEOUT_MILLISECONDS);
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream());
    }

    /**
     * Posts one message, introducing itself as {@code mail.example.com}.
     *
     * @param port the server's port
     * @param sender the envelope sender without angle brackets, empty for the null sender
     * @param recipients the envelope recipients without angle brackets
     * @param message the message; if it does not end with CRLF, the server sees one more
     * @return the reply to the message
     * @throws SmtpRefusal if the server refuses the sender, a recipient or the message
     * @throws IOException if the connection fails
     */
    public static SmtpReply post(int port, String sender, List<String> recipients, byte[] message) throws IOException {
        return post(port, DEFAULT_HELO, sender, recipients, new ByteArrayInputStream(message));
    }

    /**
     * Posts one message from a stream, which is read once and not kept.
     *
     * @param helo the name in the EHLO command, which SPF looks at
     * @see #post(int, String, List, byte[])
     */
    public static SmtpReply post(int port, String helo, String sender, List<String> recipients, InputStream message)
            throws IOException {
        try (RawSmtp smtp = new RawSmtp(port)) {
            return smtp.transaction(helo, sender, recipients, message);
        }
    }

    /**
     * Posts one message as this client, through a server that believes the PROXY protocol.
     *
     * @see #post(int, String, List, byte[])
     */
    public static SmtpReply post(int port, SmtpPeer peer, String sender, List<String> recipients, byte[] message)
            throws IOException {
        try (RawSmtp smtp = new RawSmtp(port)) {
            smtp.seemToBe(peer.address());
            smtp.expect("the connection");
            boolean eightBit = smtp.hello(peer.helo());
            if (peer.login().isPresent()) {
                smtp.logIn(peer.login().get());
            }
            return smtp.deliver(sender, eightBit, recipients, new ByteArrayInputStream(message));
        }
    }

    /**
     * Posts one message through a server that believes the PROXY protocol.
     *
     * @param address the IPv4 address that the message seems to come from
     * @see #post(int, String, String, List, InputStream)
     */
    public static SmtpReply postFrom(
            String address, int port, String helo, String sender, List<String> recipients, InputStream message)
            throws IOException {
        try (RawSmtp smtp = new RawSmtp(port)) {
            smtp.seemToBe(address);
            return smtp.transaction(helo, sender, recipients, message);
        }
    }

    private SmtpReply transaction(String helo, String sender, List<String> recipients, InputStream message)
            throws IOException {
        expect("the connection");
        return deliver(sender, hello(helo), recipients, message);
    }

    private void seemToBe(String address) throws IOException {
        out.write(("PROXY TCP4 " + address + " 127.0.0.1 40000 25\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Whether the server offers 8BITMIME. */
    private boolean hello(String helo) throws IOException {
        return command("EHLO " + helo).text().lines().anyMatch(extension -> extension.equalsIgnoreCase("8BITMIME"));
    }

    /** RFC 4616 §2, in the command itself (RFC 4954 §4). */
    private void logIn(SmtpPeer.Login login) throws IOException {
        byte[] plain = ("\0" + login.user() + "\0" + login.password()).getBytes(StandardCharsets.UTF_8);
        command("AUTH PLAIN " + Base64.getEncoder().encodeToString(plain));
    }

    private SmtpReply deliver(String sender, boolean eightBit, List<String> recipients, InputStream message)
            throws IOException {
        command("MAIL FROM:<" + sender + ">" + (eightBit ? " BODY=8BITMIME" : ""));
        for (String recipient : recipients) {
            command("RCPT TO:<" + recipient + ">");
        }
        command("DATA");
        DotStuffing.write(message, out);
        out.flush();
        SmtpReply reply = expect("the message");
        command("QUIT");
        return reply;
    }

    private SmtpReply command(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        return expect(line);
    }

    private SmtpReply expect(String what) throws IOException {
        StringBuilder text = new StringBuilder();
        String line = line();
        while (line.length() > 3 && line.charAt(3) == '-') {
            text.append(line, 4, line.length()).append('\n');
            line = line();
        }
        text.append(line.substring(Math.min(4, line.length())));
        SmtpReply reply = new SmtpReply(Integer.parseInt(line.substring(0, 3)), text.toString());
        if (reply.isRefusal()) {
            throw new SmtpRefusal(what, reply);
        }
        return reply;
    }

    private String line() throws IOException {
        String line = SmtpLines.read(in);
        if (line == null) {
            throw new EOFException("the server closed the connection");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
