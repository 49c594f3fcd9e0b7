package org.jameslists.dns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * A DNS with only the records of a master file (RFC 1035 §5), for tests and offline work.
 *
 * <p>The records may be for any number of domains, with or without SOA and NS. It answers like a server with authority
 * over the whole tree. Names without a final dot are below the root.
 */
public final class ZoneFileDns implements Dns {
    /** RFC 1034 §3.6.2 requires a limit for chains of aliases. */
    private static final int LONGEST_ALIAS_CHAIN = 8;

    private static final long DEFAULT_TTL = 3600;

    /** In canonical order (RFC 4034 §6.1), in which the descendants of a name directly follow it. */
    private final NavigableMap<Name, Map<Integer, List<Record>>> names = new TreeMap<>();

    private ZoneFileDns(InputStream masterFile) throws IOException {
        try (Master master = new Master(masterFile, Name.root, DEFAULT_TTL)) {
            master.disableIncludes(true);
            for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
                names.computeIfAbsent(record.getName(), name -> new TreeMap<>())
                        .computeIfAbsent(record.getType(), type -> new ArrayList<>())
                        .add(record);
            }
        }
    }

    /**
     * Reads a master file.
     *
     * @throws IOException if it cannot be read or is not a master file; the message gives the line
     */
    public static ZoneFileDns read(Path masterFile) throws IOException {
        try (InputStream in = Files.newInputStream(masterFile)) {
            return new ZoneFileDns(in);
        }
    }

    /**
     * Reads the text of a master file.
     *
     * @throws IllegalArgumentException if the text is not a master file; the message gives the line
     */
    public static ZoneFileDns of(String masterFile) {
        try {
            return new ZoneFileDns(new ByteArrayInputStream(masterFile.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalArgumentException("not a master file: " + e.getMessage(), e);
        }
    }

    @Override
    public DnsAnswer query(String name, RecordType type) {
        Optional<Name> asked = RecordValues.absolute(name);
        if (asked.isEmpty()) {
            return new DnsAnswer.NoSuchName();
        }
        Name current = asked.get();
        for (int aliases = 0; aliases <= LONGEST_ALIAS_CHAIN; aliases++) {
            Optional<Map<Integer, List<Record>>> sets = setsOf(current);
            if (sets.isEmpty()) {
                return new DnsAnswer.NoSuchName();
            }
            List<Record> found = sets.get().get(RecordValues.number(type));
            if (found != null) {
                return new DnsAnswer.Records(RecordValues.of(found));
            }
            List<Record> alias = sets.get().get(Type.CNAME);
            if (alias == null) {
                return new DnsAnswer.NoData();
            }
            current = ((CNAMERecord) alias.get(0)).getTarget();
        }
        return new DnsAnswer.Failure(new DnsQuestion(name, type) + ": the chain of aliases does not end");
    }

    /**
     * The record sets at a name, or those that a wildcard makes for it (RFC 4592 §3.3.1: the asterisk below the closest
     * encloser). Empty if there is no such name; an empty map for an empty non-terminal (RFC 8020 §2).
     */
    private Optional<Map<Integer, List<Record>>> setsOf(Name name) {
        if (exists(name)) {
            return Optional.of(names.getOrDefault(name, Map.of()));
        }
        int missing = 1;
        while (!exists(new Name(name, missing))) {
            missing++;
        }
        return Optional.ofNullable(names.get(name.wild(missing)));
    }

    private boolean exists(Name name) {
        Name next = names.ceilingKey(name);
        return name.equals(Name.root) || (next != null && next.subdomain(name));
    }
}
