package org.jameslists.integration.study;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jameslists.testing.Envelope;
import org.jameslists.testing.Judge;
import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.Verdict;

/**
 * A judge that does what it takes DMARC to ask for.
 *
 * @param judge who is asked
 */
record JudgeReception(Judge judge) implements Reception {
    @Override
    public Map<Arriving, Opinion> hear(List<Arriving> messages, LoopbackDns dns) {
        Map<Envelope, List<Arriving>> batches = messages.stream()
                .collect(Collectors.groupingBy(Arriving::envelope, LinkedHashMap::new, Collectors.toList()));
        Map<Arriving, Opinion> opinions = new LinkedHashMap<>();
        batches.forEach((envelope, batch) -> {
            Iterator<Arriving> next = batch.iterator();
            judge.hear(batch.stream().map(Arriving::octets).toList(), dns, envelope)
                    .forEach(verdict -> opinions.put(next.next(), opinion(verdict)));
        });
        return opinions;
    }

    private static Opinion opinion(Verdict verdict) {
        String dmarc = verdict.dmarc().orElseThrow();
        if (Stream.of("pass", "fail", "none").noneMatch(dmarc::equals)) {
            throw new IllegalStateException("no answer to whether DMARC passes: " + verdict);
        }
        Reply reply =
                switch (verdict.disposition().orElseThrow()) {
                    case "none" -> Reply.ACCEPT;
                    case "quarantine" -> Reply.SPAM;
                    case "reject" -> Reply.REJECT;
                    default -> throw new IllegalStateException(verdict.toString());
                };
        return new Opinion(reply, verdict.version(), "dmarc=" + dmarc + "; " + verdict.detail(), verdict.output());
    }
}
