package org.jameslists.james.health;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import com.google.common.net.HostAndPort;

/**
 * Compares this server's clock with that of an NTP server (SNTP, RFC 4330 §5): receivers refuse signatures from the
 * future, and expired ones.
 */
final class ClockHealth {
    private static final Duration NOTICED = Duration.ofSeconds(60);
    private static final Duration HARMFUL = Duration.ofMinutes(5);
    private static final int TIMEOUT_MILLISECONDS = 3000;
    private static final int PACKET_BYTES = 48;
    private static final int TRANSMIT_TIMESTAMP = 40;
    private static final int MODE_OF_A_SERVER = 4;

    /** Version 4, mode 3: a client asks. */
    private static final byte CLIENT = 0x23;

    /** RFC 4330 §3: seconds since 1900. */
    private static final long NTP_EPOCH_TO_UNIX = 2_208_988_800L;

    private final InstantSource clock;

    ClockHealth(InstantSource clock) {
        this.clock = clock;
    }

    HealthFinding of(Optional<HostAndPort> server) {
        String subject = "Clock";
        if (server.isEmpty()) {
            return HealthFinding.healthy(
                    subject,
                    "The clock is not checked. To check it, name an NTP server in health.clock of"
                            + " list-authentication.properties.");
        }
        try {
            Duration ahead = Duration.between(ask(server.get()), clock.instant());
            HealthLevel level = level(ahead.abs());
            String words = "It is " + ahead.abs().toSeconds() + " seconds "
                    + (ahead.isNegative() ? "behind " : "ahead of ") + server.get() + ".";
            return level == HealthLevel.HEALTHY
                    ? HealthFinding.healthy(subject, words)
                    : new HealthFinding(level, subject, words, "Run an NTP client such as chrony on this server.");
        } catch (IOException e) {
            return new HealthFinding(
                    HealthLevel.UNKNOWN,
                    subject,
                    "The NTP server " + server.get() + " does not answer: " + e.getMessage() + ".",
                    "Name another server in health.clock.");
        }
    }

    private static HealthLevel level(Duration off) {
        if (off.compareTo(HARMFUL) > 0) {
            return HealthLevel.UNHEALTHY;
        }
        return off.compareTo(NOTICED) > 0 ? HealthLevel.DEGRADED : HealthLevel.HEALTHY;
    }

    private static Instant ask(HostAndPort server) throws IOException {
        byte[] packet = new byte[PACKET_BYTES];
        packet[0] = CLIENT;
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(TIMEOUT_MILLISECONDS);
            InetSocketAddress address = new InetSocketAddress(server.getHost(), server.getPort());
            if (address.isUnresolved()) {
                throw new IOException("its name cannot be resolved");
            }
            // A connected socket ignores answers from other hosts.
            socket.connect(address);
            socket.send(new DatagramPacket(packet, packet.length));
            DatagramPacket reply = new DatagramPacket(packet, packet.length);
            socket.receive(reply);
            if (reply.getLength() < PACKET_BYTES || (packet[0] & 0x7) != MODE_OF_A_SERVER) {
                throw new IOException("its answer is not NTP");
            }
        }
        long seconds = Integer.toUnsignedLong(ByteBuffer.wrap(packet).getInt(TRANSMIT_TIMESTAMP));
        return Instant.ofEpochSecond(seconds - NTP_EPOCH_TO_UNIX);
    }
}
