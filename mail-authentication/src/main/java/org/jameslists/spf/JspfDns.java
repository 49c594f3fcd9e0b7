package org.jameslists.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

import org.apache.james.jspf.core.DNSRequest;
import org.apache.james.jspf.core.DNSService;
import org.apache.james.jspf.core.exceptions.TimeoutException;
import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.dns.RecordType;

/** Gives jSPF access to {@link Dns}. jSPF expects null for no records, and a time-out for every failure. */
final class JspfDns implements DNSService {
    private static final String VERSION = "v=spf1";

    /** RFC 7208 §7.1: the letter that reverses a macro may be a capital; jSPF's grammar has only the small one. */
    private static final Pattern CAPITAL_REVERSAL = Pattern.compile("(%\\{[A-Za-z][0-9]*)R");

    /** RFC 7208 §4.6.4: of more PTR records, only the first ones are used. */
    private static final int MOST_PTR = 10;

    private final Dns dns;

    JspfDns(Dns dns) {
        this.dns = dns;
    }

    @Override
    public List<String> getRecords(DNSRequest request) throws TimeoutException {
        // RFC 7208 §3.1: the SPF record type is obsolete
        if (request.getRecordType() == DNSRequest.SPF) {
            return null;
        }
        List<String> values = records(request.getHostname(), type(request.getRecordType()));
        // jSPF changes the list
        return values.isEmpty() ? null : new ArrayList<>(values);
    }

    /** The usable records of a name. */
    List<String> records(String name, RecordType type) throws TimeoutException {
        DnsAnswer answer = dns.query(name, type);
        if (answer instanceof DnsAnswer.Failure failure) {
            throw new TimeoutException(failure.reason());
        }
        return answer instanceof DnsAnswer.Records records ? usable(type, records.values()) : List.of();
    }

    private static RecordType type(int number) {
        return switch (number) {
            case DNSRequest.A -> RecordType.A;
            case DNSRequest.AAAA -> RecordType.AAAA;
            case DNSRequest.MX -> RecordType.MX;
            case DNSRequest.PTR -> RecordType.PTR;
            case DNSRequest.TXT -> RecordType.TXT;
            default -> throw new IllegalArgumentException("unknown to jSPF: record type " + number);
        };
    }

    private static List<String> usable(RecordType type, List<String> values) {
        return switch (type) {
            case TXT -> values.stream().flatMap(text -> usable(text).stream()).toList();
            case PTR -> values.stream()
                    .limit(MOST_PTR)
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .toList();
            case A, AAAA, MX -> values;
        };
    }

    /**
     * RFC 7208 §4.5: a record begins with exactly the version, in any case, followed by a space or the end. jSPF fails
     * on an empty text and on capitals, and ignores leading space.
     */
    private static Optional<String> usable(String text) {
        if (text.isBlank() || !text.strip().toLowerCase(Locale.ROOT).startsWith(VERSION)) {
            return text.isBlank() ? Optional.empty() : Optional.of(text);
        }
        String terms = text.substring(Math.min(VERSION.length(), text.length()));
        if (!text.toLowerCase(Locale.ROOT).startsWith(VERSION) || !(terms.isEmpty() || terms.startsWith(" "))) {
            return Optional.empty();
        }
        return Optional.of(VERSION + withDefault(CAPITAL_REVERSAL.matcher(terms).replaceAll("$1r")));
    }

    /**
     * RFC 7208 §4.7: a record without "redirect" ends in neutral. To jSPF, the empty record is an error, and an
     * included record with only unknown modifiers has no result.
     */
    private static String withDefault(String terms) {
        return terms.toLowerCase(Locale.ROOT).contains(" redirect=") ? terms : terms + " ?all";
    }

    @Override
    public CompletionStage<List<String>> getRecordsAsync(DNSRequest request) {
        try {
            return CompletableFuture.completedFuture(getRecords(request));
        } catch (TimeoutException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Not used: {@link Macros} expands {@code r}. */
    @Override
    public List<String> getLocalDomainNames() {
        return List.of();
    }

    /** Does nothing: the DNS limits the time. */
    @Override
    public void setTimeOut(int seconds) {}

    /** No limit for jSPF: {@link JspfRun} keeps it. */
    @Override
    public int getRecordLimit() {
        return 0;
    }

    @Override
    public void setRecordLimit(int limit) {}
}
