package org.jameslists.integration.faults;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.jameslists.integration.HookedJames;
import org.jameslists.integration.StoredMail;
import org.jameslists.integration.WebAdmin;
import org.jameslists.integration.faults.Fault.Fate;
import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.SmtpReply;

import com.sun.management.ThreadMXBean;

/**
 * What became of a message, and what that cost.
 *
 * @param fate what became of it
 * @param reply what the client was told
 * @param delivered the message in the mailbox, if it came there
 * @param reason why it was put aside, if it was
 * @param replied from the end of the message to the reply
 * @param settled from the end of the message until nothing was left to do
 * @param allocated octets of heap that James allocated meanwhile, garbage included
 */
record Outcome(
        Fate fate,
        SmtpReply reply,
        String delivered,
        String reason,
        Duration replied,
        Duration settled,
        long allocated) {
    /** From where SPF passes. */
    private static final String ADDRESS = "192.0.2.10";

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Outcome of(Fault fault, HookedJames james, LoopbackDns dns) throws Exception {
        fault.dns().accept(dns);
        long before = allocatedSoFar();
        long start = System.nanoTime();
        SmtpReply reply = james.receive(ADDRESS, "mail.example.ne.jp", "author@example.ne.jp", fault.octets());
        Duration replied = Duration.ofNanos(System.nanoTime() - start);
        WebAdmin admin = james.james().webAdmin();
        admin.awaitIdle(LONG);
        Duration settled = Duration.ofNanos(System.nanoTime() - start);
        long allocated = allocatedSoFar() - before;
        List<byte[]> inbox = james.mailbox().take();
        List<StoredMail> aside = admin.storedMails();
        for (StoredMail mail : aside) {
            admin.delete(mail);
        }
        return new Outcome(
                fate(reply, inbox, aside),
                reply,
                inbox.isEmpty() ? "" : new String(inbox.get(0), StandardCharsets.ISO_8859_1),
                aside.isEmpty() ? "" : aside.get(0).error(),
                replied,
                settled,
                allocated);
    }

    private static Fate fate(SmtpReply reply, List<byte[]> inbox, List<StoredMail> aside) {
        int copies = inbox.size() + aside.size();
        if (copies != (reply.code() == 250 ? 1 : 0)) {
            throw new AssertionError(reply + ", but there are " + inbox.size() + " in the mailbox and " + aside);
        }
        if (copies == 1) {
            return aside.isEmpty() ? Fate.DELIVERED : Fate.PUT_ASIDE;
        }
        return Arrays.stream(Fate.values())
                .filter(fate -> fate.words().equals(Integer.toString(reply.code())))
                .findFirst()
                .orElseThrow(() -> new AssertionError(reply));
    }

    /** Of all threads but this one, which plays the client, and those of the DNS server. */
    private static long allocatedSoFar() {
        long client = Thread.currentThread().getId();
        long[] threads = Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(Objects::nonNull)
                .filter(thread -> thread.getThreadId() != client)
                .filter(thread -> !thread.getThreadName().startsWith("dns-"))
                .mapToLong(ThreadInfo::getThreadId)
                .toArray();
        return Arrays.stream(THREADS.getThreadAllocatedBytes(threads))
                .filter(octets -> octets > 0)
                .sum();
    }
}
