package org.jameslists.testing;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executor;

import org.jameslists.testing.DnsQuery.Transport;

/**
 * The UDP socket and the TCP listener of a {@link LoopbackDns}, on one port. A delayed answer holds up no other.
 */
final class DnsSockets implements AutoCloseable {

    /** What is sent back, and who sends it when it is time. */
    record Reply(ByteBuffer message, Executor time) {}

    /** Makes the reply to a message, or none. */
    interface Responder {
        Optional<Reply> reply(byte[] message, Transport transport);
    }

    private interface Sending {
        void send() throws IOException;
    }

    private static final int PORT_ATTEMPTS = 20;
    private static final int LARGEST_MESSAGE = 0xFFFF;

    private final Responder responder;
    private final DatagramSocket datagrams;
    private final LoopbackListener connections;
    private final Thread datagramReader;

    DnsSockets(Responder responder) throws IOException {
        this.responder = responder;
        ServerSocket listener = null;
        DatagramSocket socket = null;
        for (int attempt = 1; socket == null; attempt++) {
            listener = LoopbackListener.bind();
            try {
                socket = new DatagramSocket(listener.getLocalSocketAddress());
            } catch (BindException e) {
                listener.close();
                if (attempt == PORT_ATTEMPTS) {
                    throw e;
                }
            }
        }
        this.datagrams = socket;
        this.datagramReader = LoopbackListener.daemon("dns-udp", this::readDatagrams);
        this.datagramReader.start();
        this.connections = LoopbackListener.serve("dns-tcp", listener, this::serve);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), datagrams.getLocalPort());
    }

    private void readDatagrams() {
        byte[] buffer = new byte[LARGEST_MESSAGE];
        while (!datagrams.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                datagrams.receive(packet);
                byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
                responder.reply(query, Transport.UDP).ifPresent(reply -> {
                    byte[] message = reply.message().array();
                    DatagramPacket answer = new DatagramPacket(message, message.length, packet.getSocketAddress());
                    send(reply.time(), () -> datagrams.send(answer));
                });
            } catch (IOException e) {
                // closed, or an ICMP error about an asker that went away: the next question may be well
            }
        }
    }

    /** RFC 1035 §4.2.2: each message on a connection follows its length in two bytes. */
    private void serve(Socket connection) throws IOException {
        DataInputStream in = new DataInputStream(connection.getInputStream());
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(connection.getOutputStream()));
        while (true) {
            byte[] query = in.readNBytes(in.readUnsignedShort());
            responder
                    .reply(query, Transport.TCP)
                    .ifPresent(reply -> send(reply.time(), () -> {
                        synchronized (out) {
                            out.writeShort(reply.message().remaining());
                            out.write(reply.message().array());
                            out.flush();
                        }
                    }));
        }
    }

    private static void send(Executor time, Sending sending) {
        time.execute(() -> {
            try {
                sending.send();
            } catch (IOException e) {
                // the asker gave up, or the server closes
            }
        });
    }

    @Override
    public void close() {
        datagrams.close();
        connections.close();
        LoopbackListener.join(datagramReader);
    }
}
