package org.jameslists.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.jameslists.testing.DnsQuery.Transport;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * A DNS server on 127.0.0.1, UDP and TCP on one port that the system chooses. It is authoritative for every name: what
 * it was not told does not exist. Records may be changed while it runs, and single names can be made to fail.
 *
 * <pre>{@code
 * try (LoopbackDns dns = LoopbackDns.start("""
 *         _dmarc.example.ne.jp       TXT "v=DMARC1; p=reject"
 *         s1._domainkey.example.ne.jp TXT "v=DKIM1; k=rsa; " "p=MIGf..."
 *         """)) {
 *     dns.fail("_dmarc.example.org", DnsFault.SERVFAIL);
 * }
 * }</pre>
 *
 * <p>Records without a TTL, and negative answers, get a TTL of 0 seconds, so that a caching asker sees each change at
 * once; a {@code $TTL} line or an {@code SOA} record in the zone text says otherwise.
 */
public final class LoopbackDns implements AutoCloseable {

    private static final Duration DEFAULT_TTL = Duration.ZERO;

    /** RFC 1035 §4.2.1: the most bytes of a message over UDP, where EDNS (RFC 6891 §6.2.3) does not allow more. */
    private static final int UDP_SIZE = 512;

    private static final int LARGEST_MESSAGE = 0xFFFF;

    private static final int ID_SIZE = 2;

    private static final int GARBAGE_SIZE = 400;

    private static final int LONGEST_CHARACTER_STRING = 255;

    private final DnsRecords records = new DnsRecords();
    private final Map<Name, DnsFault> faults = new HashMap<>();
    private final Map<Name, Duration> delays = new HashMap<>();
    private final List<DnsQuery> queries = new ArrayList<>();
    private final DnsSockets sockets;
    private final Set<Name> held = new HashSet<>();
    private final List<Runnable> heldBack = new ArrayList<>();
    private Optional<DnsFault> generalFault = Optional.empty();
    private Duration generalDelay = Duration.ZERO;

    private LoopbackDns() throws IOException {
        this.sockets = new DnsSockets(this::reply);
    }

    /** Starts a server that knows no name. */
    public static LoopbackDns start() {
        try {
            return new LoopbackDns();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a server with the records of a master file, as {@link #zone(String)} reads it. */
    public static LoopbackDns start(String masterFile) {
        LoopbackDns dns = start();
        try {
            return dns.zone(masterFile);
        } catch (RuntimeException e) {
            dns.close();
            throw e;
        }
    }

    /** Where it listens: 127.0.0.1 and the port, for UDP and TCP alike. */
    public InetSocketAddress address() {
        return sockets.address();
    }

    /** The port, for UDP and TCP alike. */
    public int port() {
        return address().getPort();
    }

    /** The address as {@code 127.0.0.1:port}. */
    public String hostAndPort() {
        return address().getAddress().getHostAddress() + ":" + port();
    }

    /**
     * Replaces all records by those of a master file (RFC 1035 §5), in ASCII. It may hold names of many domains; a name
     * without a final dot is taken as absolute unless {@code $ORIGIN} says otherwise. Faults and delays stay.
     *
     * @throws IllegalArgumentException if the text is not a master file; the records are then in part replaced
     */
    public synchronized LoopbackDns zone(String masterFile) {
        records.clear();
        return add(masterFile);
    }

    /** Adds the records of a master file to those there are; see {@link #zone(String)}. */
    public synchronized LoopbackDns add(String masterFile) {
        records.add(masterFile, DEFAULT_TTL);
        return this;
    }

    /**
     * Replaces the records of one name and type.
     *
     * @param type a mnemonic such as {@code MX}
     * @param data the data of each record as in a master file, such as {@code 10 mx.example.org.}; none removes them
     */
    public synchronized LoopbackDns set(String name, String type, String... data) {
        Name owner = absolute(name);
        int typeCode = Type.value(type);
        records.remove(owner, typeCode);
        try {
            for (String each : data) {
                records.add(Record.fromString(owner, typeCode, DClass.IN, DEFAULT_TTL.toSeconds(), each, Name.root));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("not the data of a " + type + " record: " + e.getMessage(), e);
        }
        return this;
    }

    /**
     * Replaces the TXT records of a name. Each text makes one record, cut into character-strings of 255 bytes where it
     * is longer (RFC 6376 §3.6.2.2: they are joined without white space); unlike with {@link #set}, nothing in it needs
     * quoting.
     */
    public synchronized LoopbackDns txt(String name, String... texts) {
        Name owner = absolute(name);
        records.remove(owner, Type.TXT);
        for (String text : texts) {
            List<String> strings = new ArrayList<>();
            for (int start = 0; start == 0 || start < text.length(); start += LONGEST_CHARACTER_STRING) {
                String string = text.substring(start, Math.min(text.length(), start + LONGEST_CHARACTER_STRING));
                strings.add(string.replace("\\", "\\\\").replace("\"", "\\\""));
            }
            records.add(new TXTRecord(owner, DClass.IN, DEFAULT_TTL.toSeconds(), strings));
        }
        return this;
    }

    /** Removes all records of a name; its descendants stay. */
    public synchronized LoopbackDns remove(String name) {
        records.remove(absolute(name));
        return this;
    }

    /** Makes every question for this name, whatever its type, fail. */
    public synchronized LoopbackDns fail(String name, DnsFault fault) {
        faults.put(absolute(name), fault);
        return this;
    }

    /** Makes the answers to questions for this name come later. */
    public synchronized LoopbackDns delay(String name, Duration delay) {
        delays.put(absolute(name), delay);
        return this;
    }

    /** Makes every question fail for which no other fault is set. */
    public synchronized LoopbackDns failAll(DnsFault fault) {
        generalFault = Optional.of(fault);
        return this;
    }

    /** Makes every answer come later for which no other delay is set. */
    public synchronized LoopbackDns delayAll(Duration delay) {
        generalDelay = delay;
        return this;
    }

    /** Holds back the answers to questions for this name and all below it, until {@link #release}. */
    public synchronized LoopbackDns hold(String name) {
        held.add(absolute(name));
        return this;
    }

    /** Sends the answers that were held back, and holds back no more. */
    public LoopbackDns release() {
        List<Runnable> due;
        synchronized (this) {
            due = List.copyOf(heldBack);
            heldBack.clear();
            held.clear();
        }
        due.forEach(Runnable::run);
        return this;
    }

    /** Takes back all faults and delays. */
    public synchronized LoopbackDns heal() {
        faults.clear();
        delays.clear();
        generalFault = Optional.empty();
        generalDelay = Duration.ZERO;
        return this;
    }

    /** The questions so far, oldest first, also those that went without answer. */
    public synchronized List<DnsQuery> queries() {
        return List.copyOf(queries);
    }

    /** Forgets the questions so far. */
    public synchronized LoopbackDns forgetQueries() {
        queries.clear();
        return this;
    }

    /** Closes both sockets and waits until the threads have ended; what is held back is never sent. */
    @Override
    public void close() {
        sockets.close();
    }

    private synchronized Optional<DnsSockets.Reply> reply(byte[] wire, Transport transport) {
        Message query;
        try {
            query = new Message(wire);
        } catch (IOException e) {
            return Optional.empty();
        }
        if (query.getHeader().getFlag(Flags.QR) || query.getQuestion() == null) {
            return Optional.empty();
        }
        Name name = query.getQuestion().getName();
        queries.add(new DnsQuery(
                name.toString(true).toLowerCase(Locale.ROOT),
                Type.string(query.getQuestion().getType()),
                transport));
        DnsFault fault = faults.getOrDefault(name, generalFault.orElse(null));
        if (fault == DnsFault.SILENCE || (fault == DnsFault.TRUNCATED_FOR_GOOD && transport == Transport.TCP)) {
            return Optional.empty();
        }
        byte[] answer = fault == DnsFault.GARBAGE
                ? garbage(wire)
                : answer(query, fault, transport).toWire(largest(query, transport));
        return Optional.of(new DnsSockets.Reply(ByteBuffer.wrap(answer), time(name)));
    }

    private Executor time(Name name) {
        if (isHeld(name)) {
            return sending -> holdBack(name, sending);
        }
        Duration delay = delays.getOrDefault(name, generalDelay);
        return delay.isZero()
                ? Runnable::run
                : CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized boolean isHeld(Name name) {
        return held.stream().anyMatch(name::subdomain);
    }

    private void holdBack(Name name, Runnable sending) {
        synchronized (this) {
            if (isHeld(name)) {
                heldBack.add(sending);
                return;
            }
        }
        sending.run();
    }

    private static byte[] garbage(byte[] query) {
        byte[] garbage = new byte[GARBAGE_SIZE];
        Arrays.fill(garbage, (byte) 0xFF);
        System.arraycopy(query, 0, garbage, 0, ID_SIZE);
        return garbage;
    }

    private Message answer(Message query, DnsFault fault, Transport transport) {
        Message response = new Message(query.getHeader().getID());
        response.getHeader().setFlag(Flags.QR);
        response.getHeader().setFlag(Flags.AA);
        response.getHeader().setFlag(Flags.RA);
        if (query.getHeader().getFlag(Flags.RD)) {
            response.getHeader().setFlag(Flags.RD);
        }
        response.addRecord(query.getQuestion(), Section.QUESTION);
        if (query.getOPT() != null) {
            response.addRecord(new OPTRecord(LARGEST_MESSAGE, 0, 0, dnssecOk(query)), Section.ADDITIONAL);
        }
        if (query.getHeader().getOpcode() != Opcode.QUERY || query.getQuestion().getDClass() != DClass.IN) {
            response.getHeader().setRcode(Rcode.NOTIMP);
        } else if (fault == DnsFault.SERVFAIL || fault == DnsFault.NXDOMAIN || fault == DnsFault.REFUSED) {
            response.getHeader().setRcode(Rcode.value(fault.name()));
        } else if (isTruncated(fault, transport)) {
            response.getHeader().setFlag(Flags.TC);
        } else {
            records.answer(response, DEFAULT_TTL);
        }
        if (fault == DnsFault.WRONG_ID) {
            response.getHeader().setID(response.getHeader().getID() ^ 1);
        }
        return response;
    }

    private static boolean isTruncated(DnsFault fault, Transport transport) {
        return transport == Transport.UDP && (fault == DnsFault.TRUNCATED || fault == DnsFault.TRUNCATED_FOR_GOOD);
    }

    /** RFC 3225 §3: the DO bit is copied into the answer. */
    private static int dnssecOk(Message query) {
        return query.getOPT().getFlags() & ExtendedFlags.DO;
    }

    private static int largest(Message query, Transport transport) {
        if (transport == Transport.TCP) {
            return LARGEST_MESSAGE;
        }
        OPTRecord edns = query.getOPT();
        return edns == null ? UDP_SIZE : Math.max(UDP_SIZE, edns.getPayloadSize());
    }

    private static Name absolute(String name) {
        try {
            return Name.fromString(name, Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException("not a domain name: " + name, e);
        }
    }
}
