package org.jameslists.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.james.jspf.core.DNSRequest;
import org.apache.james.jspf.core.DNSService;
import org.apache.james.jspf.core.exceptions.TimeoutException;
import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.dns.RecordType;

/** {@link Dns} as jSPF asks it: no records are null, and whatever fails is a time-out. */
final class JspfDns implements DNSService {
    private static final String VERSION = "v=spf1";

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
        RecordType type = type(request.getRecordType());
        DnsAnswer answer = dns.query(request.getHostname(), type);
        if (answer instanceof DnsAnswer.Failure failure) {
            throw new TimeoutException(failure.reason());
        }
        List<String> values = answer instanceof DnsAnswer.Records records ? usable(type, records.values()) : List.of();
        // jSPF takes the list apart
        return values.isEmpty() ? null : new ArrayList<>(values);
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
        return Optional.of(VERSION + withDefault(terms));
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

    /** For the macro {@code r}, the receiving host's name: RFC 7208 §7.3 lets it be unknown. */
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
