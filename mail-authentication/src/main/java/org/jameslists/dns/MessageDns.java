package org.jameslists.dns;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jameslists.dns.Lookups.Urgency;

/**
 * The DNS for one message. It asks each question only once, and limits the number of questions and their time, whatever
 * the message contains. {@linkplain #decision() Deciding questions} and {@linkplain #rest() the rest} share answers,
 * but have separate quotas, so neither can use up the other's.
 *
 * <p>{@link Dns#prefetch} starts look-ups at the same time, so protocol code, which asks one question after the other,
 * finds the answers ready. When the time is up, or the message is {@linkplain #close() finished}, waiting look-ups are
 * dropped.
 */
public final class MessageDns implements AutoCloseable {
    private final Dns dns;
    private final Limits limits;
    private final Lookups.OfMessage lookups;
    private final Duration time;
    private final long deadline;
    private final Map<DnsQuestion, Future<DnsAnswer>> answers = new LinkedHashMap<>();
    private final Dns decision = new View(Urgency.DECISION);
    private final Dns rest = new View(Urgency.REST);
    private boolean closed;

    /**
     * How much DNS one message may cost.
     *
     * @param lookups the maximum number of deciding questions, and of all others; the same question counts once
     * @param time how long to wait for answers, from the creation of the message's DNS; messages from one client
     *     network share it
     */
    public record Limits(int lookups, Duration time) {
        /** 100 look-ups, 30 seconds: SPF alone may take 20 seconds and 10 terms (RFC 7208 §4.6.4). */
        public static final Limits DEFAULT = new Limits(100, Duration.ofSeconds(30));

        /** A server that answers at all has answered by then. */
        private static final Duration LEAST_TIME = Duration.ofSeconds(3);

        /** Requires both to be positive. */
        public Limits {
            if (lookups < 1) {
                throw new IllegalArgumentException("the limit of look-ups must be positive: " + lookups);
            }
            if (time.isZero() || time.isNegative()) {
                throw new IllegalArgumentException("the time for look-ups must be positive: " + time);
            }
        }

        /** How long a message may wait if it shares the time with others, each of which blocks a thread, too. */
        Duration timeBeside(int companions) {
            Duration part = time.dividedBy(1L + companions);
            Duration least = time.compareTo(LEAST_TIME) < 0 ? time : LEAST_TIME;
            return part.compareTo(least) < 0 ? least : part;
        }
    }

    /**
     * Creates the DNS for a message. Its time starts now.
     *
     * @param lookups runs the message's look-ups, each of which may block as long as {@code dns} does
     */
    public MessageDns(Dns dns, Limits limits, Lookups.OfMessage lookups) {
        this.dns = dns;
        this.limits = limits;
        this.lookups = lookups;
        this.time = limits.timeBeside(lookups.companions());
        this.deadline = System.nanoTime() + time.toNanos();
    }

    /** The DNS for questions that decide the author's standing. */
    public Dns decision() {
        return decision;
    }

    /** The DNS for all other questions. */
    public Dns rest() {
        return rest;
    }

    /** The questions asked so far, in order. */
    public synchronized List<DnsQuestion> questions() {
        return List.copyOf(answers.keySet());
    }

    /** Cancels open look-ups, and asks nothing more. */
    @Override
    public synchronized void close() {
        closed = true;
        lookups.close();
    }

    private final class View implements Dns {
        private final Urgency urgency;
        private int asked;

        View(Urgency urgency) {
            this.urgency = urgency;
        }

        @Override
        public DnsAnswer query(String name, RecordType type) {
            DnsQuestion question = new DnsQuestion(name, type);
            Optional<Future<DnsAnswer>> answer = ask(question);
            return answer.isPresent() ? await(question, answer.get()) : failure(question, whyNotAsked());
        }

        @Override
        public void prefetch(String name, RecordType type) {
            ask(new DnsQuestion(name, type));
        }

        /** The present or future answer; empty if this is a new question and no more may be asked. */
        private Optional<Future<DnsAnswer>> ask(DnsQuestion question) {
            synchronized (MessageDns.this) {
                Future<DnsAnswer> known = answers.get(question);
                if (known == null && asked < limits.lookups() && remaining() > 0 && !closed) {
                    asked++;
                    Optional<DnsAnswer> cached = dns.known(question.name(), question.type());
                    known = cached.isPresent()
                            ? CompletableFuture.completedFuture(cached.get())
                            : lookups.start(urgency, () -> lookUp(question));
                    answers.put(question, known);
                }
                return Optional.ofNullable(known);
            }
        }
    }

    /** Makes a look-up, unless its turn comes too late. */
    private DnsAnswer lookUp(DnsQuestion question) {
        return remaining() > 0 ? dns.query(question.name(), question.type()) : failure(question, timeBudget());
    }

    private DnsAnswer await(DnsQuestion question, Future<DnsAnswer> answer) {
        try {
            return answer.get(remaining(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            lookups.cancel();
            return failure(question, timeBudget());
        } catch (CancellationException e) {
            return failure(question, timeBudget());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failure(question, "interrupted");
        } catch (ExecutionException e) {
            return failure(
                    question,
                    e.getCause() instanceof RejectedExecutionException refusal
                            ? refusal.getMessage()
                            : e.getCause().toString());
        }
    }

    private long remaining() {
        return Math.max(0, deadline - System.nanoTime());
    }

    private synchronized String whyNotAsked() {
        if (closed) {
            return "the message is finished";
        }
        return remaining() > 0
                ? "the limit of " + limits.lookups() + " look-ups for one message is reached"
                : timeBudget();
    }

    private String timeBudget() {
        return "the time budget of " + time.toMillis() + " ms for one message is used up";
    }

    private static DnsAnswer failure(DnsQuestion question, String reason) {
        return new DnsAnswer.Failure(question + ": " + reason);
    }
}
