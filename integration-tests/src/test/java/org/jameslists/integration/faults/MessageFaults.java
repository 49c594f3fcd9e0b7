package org.jameslists.integration.faults;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jameslists.integration.faults.Fault.Fate;

/** Messages that are too much, or malformed. The DNS is well, and SPF passes for the author's domain. */
final class MessageFaults {
    private static final String FROM = "From: Author <author@example.ne.jp>\r\n";
    private static final int MANY = 10_000;
    private static final int BEYOND_THE_LIMIT = 20_001;
    private static final int DEEP = 1_000;

    private MessageFaults() {}

    static Stream<Fault> all() {
        return Stream.concat(large(), malformed());
    }

    private static Stream<Fault> large() {
        return Stream.of(
                delivered("10,000 DKIM signatures", times(MANY, MessageFaults::signature) + FROM + "\r\nHello.\r\n"),
                delivered("51 ARC sets", times(51, i -> arcSet(51 - i)) + FROM + "\r\nHello.\r\n"),
                delivered(
                        "10,000 Authentication-Results fields that bear this server's name",
                        times(
                                        MANY,
                                        i -> "Authentication-Results: ml.example.ac.jp; dmarc=pass header.from=d" + i
                                                + ".example.com\r\n")
                                + FROM + "\r\nHello.\r\n"),
                delivered(
                        "a header field of 100 kB, folded",
                        FROM + "Subject:" + " a word\r\n".repeat(12_500) + "\r\nHello.\r\n"),
                delivered(
                        "10,000 mailboxes in From of one domain",
                        "From: " + times(MANY, i -> "a" + i + "@example.ne.jp,\r\n ")
                                + "z@example.ne.jp\r\n\r\nHello.\r\n"),
                new Fault(
                        "1,000 author domains in From",
                        dns -> {},
                        "From: " + times(1_000, i -> "a@d" + i + ".example.com,\r\n ")
                                + "z@example.ne.jp\r\n\r\nHello.\r\n",
                        Fate.DELIVERED,
                        Fate.REFUSED),
                new Fault(
                        "20,001 header fields",
                        dns -> {},
                        times(BEYOND_THE_LIMIT, i -> "X-Field-" + i + ": x\r\n") + FROM + "\r\nHello.\r\n",
                        Fate.PUT_ASIDE,
                        Fate.TOO_LARGE),
                delivered(
                        "a multipart within a multipart, 1,000 deep",
                        FROM + "MIME-Version: 1.0\r\n" + nested() + "Hello.\r\n"));
    }

    private static Stream<Fault> malformed() {
        return Stream.of(
                delivered("no From field", "Subject: hello\r\n\r\nHello.\r\n"),
                refused("two From fields", FROM + "From: other@example.com\r\n\r\nHello.\r\n"),
                delivered("an empty From field", "From:\r\n\r\nHello.\r\n"),
                delivered("a From field that cannot be read", "From: \"Author <<@,;:[\\\r\n\r\nHello.\r\n"),
                delivered(
                        "raw 8-bit bytes in From", "From: \u00e4\u00ff\u0080 <author@example.ne.jp>\r\n\r\nHello.\r\n"),
                delivered("header lines that are not fields", FROM + "no field\r\n: nor this\r\n\r\nHello.\r\n"),
                delivered("NUL and bare CR in the header", FROM + "Subject: a\u0000b\rc\r\n\r\nHello.\r\n"),
                delivered("an empty message", ""),
                delivered("no body and no empty line", FROM + "Subject: hello\r\n"),
                delivered(
                        "DKIM signatures that cannot be read",
                        "DKIM-Signature: v=1; a=; d=..; s=\u0000; h=:::; bh=%; b=; l=-1; t=9e99; x=\r\n"
                                + "DKIM-Signature:\r\nDKIM-Signature: ;;;;====\r\n" + FROM + "\r\nHello.\r\n"),
                delivered(
                        "ARC fields that cannot be read",
                        "ARC-Seal: i=0; cv=maybe\r\nARC-Message-Signature: i=-1\r\n"
                                + "ARC-Authentication-Results: i=999999999999999999; ;\r\n" + FROM + "\r\nHello.\r\n"),
                delivered(
                        "Authentication-Results fields that cannot be read",
                        "Authentication-Results: ((((\r\nAuthentication-Results: ml.example.ac.jp; dmarc==;\"\r\n"
                                + FROM + "\r\nHello.\r\n"),
                delivered(
                        "invalid MIME",
                        FROM + "MIME-Version: x\r\nContent-Type: multipart/; boundary=\r\n"
                                + "Content-Transfer-Encoding: nothing\r\n\r\n--\r\n----\r\n"),
                delivered(
                        "invalid encoded-words",
                        "From: =?utf-8?q?=ZZ?= =?x?b?!!!?= =?utf-8?b?4?= <author@example.ne.jp>\r\nSubject: =?=?=?=?=\r\n"
                                + "\r\nHello.\r\n"));
    }

    private static String signature(int i) {
        return "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=d" + i + ".example.com; s=s;\r\n"
                + " h=From; bh=" + "A".repeat(43) + "=; b=" + "A".repeat(171) + "=\r\n";
    }

    private static String arcSet(int i) {
        return "ARC-Seal: i=" + i + "; a=rsa-sha256; cv=" + (i == 1 ? "none" : "pass") + "; d=d" + i
                + ".example.com; s=s; b=" + "A".repeat(171) + "=\r\nARC-Message-Signature: i=" + i
                + "; a=rsa-sha256; d=d" + i + ".example.com; s=s; h=From; bh=" + "A".repeat(43) + "=; b="
                + "A".repeat(171) + "=\r\nARC-Authentication-Results: i=" + i + "; d" + i + ".example.com; none\r\n";
    }

    private static String nested() {
        return times(DEEP, i -> "Content-Type: multipart/mixed; boundary=b" + i + "\r\n\r\n--b" + i + "\r\n") + "\r\n";
    }

    private static String times(int count, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining());
    }

    private static Fault delivered(String name, String message) {
        return new Fault(name, dns -> {}, message, Fate.DELIVERED, Fate.DELIVERED);
    }

    private static Fault refused(String name, String message) {
        return new Fault(name, dns -> {}, message, Fate.DELIVERED, Fate.REFUSED);
    }
}
