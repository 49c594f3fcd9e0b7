package org.jameslists.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.xbill.DNS.Cache;
import org.xbill.DNS.Credibility;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SetResponse;
import org.xbill.DNS.SimpleResolver;

import com.google.common.base.Splitter;
import com.google.common.net.HostAndPort;

/**
 * The DNS through dnsjava. It asks again over TCP if an answer is truncated (RFC 7766 §5), follows aliases up to
 * dnsjava's limit, and caches answers, also negative ones, for their TTL (RFC 2308 §5).
 */
public final class DnsjavaDns implements Dns {
    private static final int DNS_PORT = 53;

    /** RFC 2308 §5: one to three hours are a sensible limit for a negative answer. */
    private static final Duration LONGEST_NEGATIVE = Duration.ofHours(3);

    /** A wrong TTL should not outlive the week in which it is noticed. */
    private static final Duration LONGEST_POSITIVE = Duration.ofDays(7);

    /** dnsjava checks the clock once a second, so a try may last this much longer. */
    private static final Duration CLOCK_STEP = Duration.ofSeconds(1);

    private final Optional<Servers> servers;

    private record Servers(Resolver resolver, Cache cache) {}

    private DnsjavaDns(Optional<Servers> servers) {
        this.servers = servers;
    }

    /**
     * Uses the resolver and the cache that the process shares ({@link Lookup#getDefaultResolver()}): in James these are
     * James' own, elsewhere those of the operating system. They are looked up for each question, since James may start
     * later.
     */
    public static DnsjavaDns shared() {
        return new DnsjavaDns(Optional.empty());
    }

    /**
     * Asks only these servers, with a separate cache.
     *
     * @param servers {@code host[:port]}, several separated by commas; a host is a name or an address, an IPv6 address
     *     with a port is in brackets
     * @throws IllegalArgumentException if the text names no server, or a host is unknown
     */
    public static DnsjavaDns of(String servers, DnsSettings settings) {
        List<Resolver> resolvers = new ArrayList<>();
        for (String server : Splitter.on(',').trimResults().omitEmptyStrings().split(servers)) {
            Resolver resolver = new SimpleResolver(address(server));
            resolver.setTimeout(settings.timeout());
            resolvers.add(resolver);
        }
        if (resolvers.isEmpty()) {
            throw new IllegalArgumentException("no DNS server is named: " + servers);
        }
        int tries = settings.retries() + 1;
        ExtendedResolver all = new ExtendedResolver(resolvers);
        all.setRetries(tries);
        // a limit for all tries; each is two tries, UDP and TCP, if an answer is truncated
        all.setTimeout(settings.timeout().plus(CLOCK_STEP).multipliedBy(2L * tries * resolvers.size()));
        Cache cache = new Cache(DClass.IN);
        cache.setMaxEntries(settings.cachedNames());
        cache.setMaxNCache((int) LONGEST_NEGATIVE.toSeconds());
        cache.setMaxCache((int) LONGEST_POSITIVE.toSeconds());
        return new DnsjavaDns(Optional.of(new Servers(all, cache)));
    }

    private static InetSocketAddress address(String server) {
        HostAndPort hostAndPort = HostAndPort.fromString(server).withDefaultPort(DNS_PORT);
        InetSocketAddress address = new InetSocketAddress(hostAndPort.getHost(), hostAndPort.getPort());
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("unknown DNS server: " + server);
        }
        return address;
    }

    @Override
    public DnsAnswer query(String name, RecordType type) {
        return RecordValues.absolute(name)
                .map(absolute -> cached(absolute, type).orElseGet(() -> ask(absolute, type)))
                .orElseGet(DnsAnswer.NoSuchName::new);
    }

    @Override
    public Optional<DnsAnswer> known(String name, RecordType type) {
        return RecordValues.absolute(name).flatMap(absolute -> cached(absolute, type));
    }

    /** The cached answer for the name itself; {@link #ask} follows aliases. */
    private Optional<DnsAnswer> cached(Name name, RecordType type) {
        SetResponse found = servers.map(Servers::cache)
                .orElseGet(() -> Lookup.getDefaultCache(DClass.IN))
                .lookupRecords(name, RecordValues.number(type), Credibility.NORMAL);
        if (found.isSuccessful()) {
            List<Record> records =
                    found.answers().stream().flatMap(set -> set.rrs().stream()).toList();
            return Optional.of(answer(RecordValues.of(records)));
        } else if (found.isNXDOMAIN()) {
            return Optional.of(new DnsAnswer.NoSuchName());
        }
        return found.isNXRRSET() ? Optional.of(new DnsAnswer.NoData()) : Optional.empty();
    }

    private DnsAnswer ask(Name name, RecordType type) {
        Lookup lookup = new Lookup(name, RecordValues.number(type), DClass.IN);
        lookup.setHostsFileParser(null);
        servers.ifPresent(own -> {
            lookup.setResolver(own.resolver());
            lookup.setCache(own.cache());
        });
        try {
            Record[] records = lookup.run();
            return switch (lookup.getResult()) {
                case Lookup.SUCCESSFUL -> answer(RecordValues.of(Arrays.asList(records)));
                case Lookup.HOST_NOT_FOUND -> new DnsAnswer.NoSuchName();
                case Lookup.TYPE_NOT_FOUND -> new DnsAnswer.NoData();
                default -> failure(name, type, lookup.getErrorString());
            };
        } catch (RuntimeException e) {
            // dnsjava failed on what a server sent: that counts as an unreadable answer
            return failure(name, type, e.toString());
        }
    }

    /** dnsjava also calls a time-out "network error". */
    private static DnsAnswer failure(Name name, RecordType type, String error) {
        String reason = error.equals("network error") ? "network error or time-out" : error;
        return new DnsAnswer.Failure(new DnsQuestion(name.toString(), type) + ": no answer (" + reason + ")");
    }

    private static DnsAnswer answer(List<String> values) {
        return values.isEmpty() ? new DnsAnswer.NoData() : new DnsAnswer.Records(values);
    }
}
