package org.jameslists.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * The records of all domains of a {@link LoopbackDns}, and the answer they make to a question: RFC 1034 §4.3.2 for a
 * server that is authoritative for the whole tree and delegates nothing. Not thread-safe: its owner locks.
 */
final class DnsRecords {

    /** RFC 1034 §3.6.2 asks for a bound on alias chains; a loop of aliases ends here. */
    private static final int LONGEST_ALIAS_CHAIN = 8;

    /** In canonical order (RFC 4034 §6.1), where the descendants of a name follow it at once. */
    private final NavigableMap<Name, Map<Integer, RRset>> names = new TreeMap<>();

    void clear() {
        names.clear();
    }

    /** Adds the records of a master file (RFC 1035 §5); names without a final dot are below the root. */
    void add(String masterFile, Duration defaultTtl) {
        byte[] text = masterFile.getBytes(StandardCharsets.US_ASCII);
        try (Master master = new Master(new ByteArrayInputStream(text), Name.root, defaultTtl.toSeconds())) {
            master.disableIncludes();
            for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
                add(record);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("not a master file: " + e.getMessage(), e);
        }
    }

    void add(Record record) {
        names.computeIfAbsent(record.getName(), name -> new TreeMap<>())
                .computeIfAbsent(record.getType(), type -> new RRset())
                .addRR(record);
    }

    void remove(Name name, int type) {
        Map<Integer, RRset> sets = names.get(name);
        if (sets != null) {
            sets.remove(type);
            if (sets.isEmpty()) {
                names.remove(name);
            }
        }
    }

    void remove(Name name) {
        names.remove(name);
    }

    /** Fills in the answer and authority sections and the response code for the one question of {@code response}. */
    void answer(Message response, Duration negativeTtl) {
        int type = response.getQuestion().getType();
        Name name = response.getQuestion().getName();
        for (int aliases = 0; aliases < LONGEST_ALIAS_CHAIN; aliases++) {
            Optional<Map<Integer, RRset>> sets = setsOf(name);
            if (sets.isEmpty()) {
                response.getHeader().setRcode(Rcode.NXDOMAIN);
                response.addRecord(startOfAuthority(name, negativeTtl), Section.AUTHORITY);
                return;
            }
            List<RRset> found = type == Type.ANY
                    ? List.copyOf(sets.get().values())
                    : Optional.ofNullable(sets.get().get(type)).stream().toList();
            if (!found.isEmpty()) {
                addAll(found, name, response);
                return;
            }
            RRset alias = sets.get().get(Type.CNAME);
            if (alias == null) {
                response.addRecord(startOfAuthority(name, negativeTtl), Section.AUTHORITY);
                return;
            }
            addAll(List.of(alias), name, response);
            name = ((CNAMERecord) alias.first()).getTarget();
        }
        response.getHeader().setRcode(Rcode.SERVFAIL);
    }

    /**
     * The sets at the name, or those a wildcard makes for it (RFC 4592 §3.3.1: the asterisk below the closest
     * encloser). Empty when there is no such name; a map without sets for an empty non-terminal (RFC 8020 §2).
     */
    private Optional<Map<Integer, RRset>> setsOf(Name name) {
        if (exists(name)) {
            return Optional.of(names.getOrDefault(name, Map.of()));
        }
        int below = 1;
        while (!exists(new Name(name, below))) {
            below++;
        }
        return Optional.ofNullable(names.get(name.wild(below)));
    }

    private boolean exists(Name name) {
        Name next = names.ceilingKey(name);
        return name.equals(Name.root) || (next != null && next.subdomain(name));
    }

    private static void addAll(List<RRset> sets, Name owner, Message response) {
        for (RRset set : sets) {
            for (Record record : set.rrs()) {
                response.addRecord(record.withName(owner), Section.ANSWER);
            }
        }
    }

    /** RFC 2308 §3: a negative answer carries the SOA of its zone, here the nearest one, or one of the root. */
    private Record startOfAuthority(Name name, Duration negativeTtl) {
        for (int labels = 0; labels < name.labels(); labels++) {
            Name zone = new Name(name, labels);
            RRset soa = names.getOrDefault(zone, Map.of()).get(Type.SOA);
            if (soa != null) {
                return soa.first();
            }
        }
        long seconds = negativeTtl.toSeconds();
        return new SOARecord(
                Name.root, DClass.IN, seconds, Name.root, Name.root, 1, seconds, seconds, seconds, seconds);
    }
}
