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

/** {@link Dns} as jSPF asks it: no records are null, and whatever fails is a time-out. */
final class JspfDns implements DNSService {
    private static final String VERSION = "v=spf1";

    /** RFC 7208 §7.1: the letter that reverses a macro may be a capital; jSPF's grammar knows the small one alone. */
    private static final Pattern CAPITAL_REVERSAL = Pattern.compile("(%\\{[A-Za-z][0-9]*)R");

    /** RFC 7208 §4.6.4: of more PTR records than this, the first are used. */
    private static final int MOST_PTR = 10;

    private final Dns dns;

    JspfDns(Dns dns) {
        this.dns = dns;
    }

    @Override
    public List<String> getRecords(DNSRequest request) throws TimeoutException {
        // RFC 7208 §3.1: the SPF record type is no more
        if (request.getRecordType() == DNSRequest.SPF) {
            return null;
        }
        List<String> values = records(request.getHostname(), type(request.getRecordType()));
        // jSPF takes the list apart
        return values.isEmpty() ? null : new ArrayList<>(values);
    }

    /** The records of a name, as far as they are used. */
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
     * RFC 7208 §4.5: a record begins with exactly the version, in any case, and a space or nothing more. jSPF stumbles
     * over an empty text and over capitals, and takes leading space for none.
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
     * RFC 7208 §4.7: a record without "redirect" ends in neutral. jSPF calls the empty record an error, and knows no
     * result of an included one that has unknown modifiers only.
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

    /** Nobody asks: {@link Macros} expands {@code r}. */
    @Override
    public List<String> getLocalDomainNames() {
        return List.of();
    }

    /** Does nothing: time is the DNS' business. */
    @Override
    public void setTimeOut(int seconds) {}

    /** No limit: it is kept here. */
    @Override
    public int getRecordLimit() {
        return 0;
    }

    @Override
    public void setRecordLimit(int limit) {}
}
