package org.jameslists.dns;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The DNS for one message: the same question is asked once, and neither the number of questions nor the time they take
 * can grow with what the message says.
 *
 * <p>{@link #prefetch} lets look-ups run side by side, so that protocol code, which asks for one thing after the other,
 * finds them answered.
 */
public final class MessageDns implements Dns {
    private final Dns dns;
    private final Limits limits;
    private final Executor executor;
    private final long deadline;
    private final Map<DnsQuestion, CompletableFuture<DnsAnswer>> answers = new LinkedHashMap<>();

    /**
     * How much DNS one message may cost.
     *
     * @param lookups the most questions asked; the same question counts once
     * @param time how long answers are waited for, from the making of the message's DNS
     */
    public record Limits(int lookups, Duration time) {
        /** 100 look-ups, 30 seconds: SPF alone may take 20 seconds and 10 terms (RFC 7208 §4.6.4). */
        public static final Limits DEFAULT = new Limits(100, Duration.ofSeconds(30));

        /** Requires both to be positive. */
        public Limits {
            if (lookups < 1) {
                throw new IllegalArgumentException("the limit of look-ups must be positive: " + lookups);
            }
            if (time.isZero() || time.isNegative()) {
                throw new IllegalArgumentException("the time for look-ups must be positive: " + time);
            }
        }
    }

    /**
     * Makes the DNS for a message that is about to be looked at: its time starts now.
     *
     * @param executor runs the look-ups, each of which may block for as long as {@code dns} does. It must not be the
     *     one that runs the code that asks; {@link LookupThreads} makes one, {@code Runnable::run} serves a DNS that
     *     answers at once.
     */
    public MessageDns(Dns dns, Limits limits, Executor executor) {
        this.dns = dns;
        this.limits = limits;
        this.executor = executor;
        this.deadline = System.nanoTime() + limits.time().toNanos();
    }

    @Override
    public DnsAnswer query(String name, RecordType type) {
        DnsQuestion question = new DnsQuestion(name, type);
        Optional<CompletableFuture<DnsAnswer>> answer = ask(question);
        return answer.isPresent()
                ? await(question, answer.get())
                : failure(question, remaining() > 0 ? lookupLimit() : timeBudget());
    }

    @Override
    public void prefetch(String name, RecordType type) {
        ask(new DnsQuestion(name, type));
    }

    /** The questions asked so far, in order. */
    public synchronized List<DnsQuestion> questions() {
        return List.copyOf(answers.keySet());
    }

    private DnsAnswer await(DnsQuestion question, CompletableFuture<DnsAnswer> answer) {
        try {
            return answer.get(remaining(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return failure(question, timeBudget());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failure(question, "interrupted");
        } catch (ExecutionException e) {
            return failure(question, e.getCause().toString());
        }
    }

    /** The answer there is, or the one that will be; nothing for a new question that must not be asked any more. */
    private synchronized Optional<CompletableFuture<DnsAnswer>> ask(DnsQuestion question) {
        CompletableFuture<DnsAnswer> known = answers.get(question);
        if (known == null && answers.size() < limits.lookups() && remaining() > 0) {
            known = start(question);
            answers.put(question, known);
        }
        return Optional.ofNullable(known);
    }

    private CompletableFuture<DnsAnswer> start(DnsQuestion question) {
        try {
            return CompletableFuture.supplyAsync(() -> dns.query(question.name(), question.type()), executor);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(failure(question, "too many look-ups are under way"));
        }
    }

    private long remaining() {
        return Math.max(0, deadline - System.nanoTime());
    }

    private String lookupLimit() {
        return "the limit of " + limits.lookups() + " look-ups for one message is reached";
    }

    private String timeBudget() {
        return "the time budget of " + limits.time().toMillis() + " ms for one message is used up";
    }

    private static DnsAnswer failure(DnsQuestion question, String reason) {
        return new DnsAnswer.Failure(question + ": " + reason);
    }
}
