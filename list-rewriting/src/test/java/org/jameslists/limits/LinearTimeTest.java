package org.jameslists.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jameslists.authentication.Authenticator;
import org.jameslists.dmarc.AuthorDomains;
import org.jameslists.dmarc.DmarcRecord;
import org.jameslists.dns.Lookups;
import org.jameslists.list.AuthorPlace;
import org.jameslists.list.FromMunging;
import org.jameslists.list.ListIdentity;
import org.jameslists.list.NameDirectory;
import org.jameslists.list.PhraseTemplate;
import org.jameslists.list.PrefixTemplate;
import org.jameslists.list.Replies;
import org.jameslists.mail.ContentType;
import org.jameslists.mail.EncodedWords;
import org.jameslists.mail.Header;
import org.jameslists.mail.Message;
import org.jameslists.mail.SevenBitHeader;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.results.AuthservId;
import org.jameslists.signature.KeyRecord;
import org.jameslists.signature.TagList;
import org.jameslists.signature.TestSigners;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.google.common.io.ByteSource;

/**
 * Inputs made to cost more than their size. They have half a megabyte to three, near what a header may have at most: linear work
 * takes a second there, any other takes minutes. Processor time is measured, which does not depend on what else the
 * machine does.
 */
class LinearTimeTest {
    private static final int LARGE = 1 << 19;
    private static final Duration ENOUGH = Duration.ofSeconds(4);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));
    private static final ListIdentity LIST = ListIdentity.of("example", "example@ml.example.ac.jp");
    private static final FromMunging AUTHOR_IN_CC =
            new FromMunging(PhraseTemplate.of("mailman"), AuthorPlace.CC, new Replies.ToList(), false, true);

    private interface Work {
        Object on(String input) throws Exception;
    }

    private static Arguments row(String what, Work work, String input) {
        return Arguments.of(what, work, input);
    }

    private static String times(String piece) {
        return piece.repeat(LARGE / piece.length());
    }

    private static String numbered(int count, Function<Integer, String> piece) {
        return IntStream.range(0, count).mapToObj(piece::apply).collect(Collectors.joining());
    }

    /** Words of one length that all have the same {@link String#hashCode}. */
    private static String colliding(int number) {
        StringBuilder word = new StringBuilder();
        for (int bit = 0; bit < 16; bit++) {
            word.append((number >> bit & 1) == 0 ? "an" : "c0");
        }
        return word.toString();
    }

    private static Message message(String content) throws Exception {
        return Message.read(ByteSource.wrap(content.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static Object authenticate(String content) throws Exception {
        return Authenticator.builder()
                .dns(TestSigners.dns())
                .lookups(Lookups.IN_PLACE)
                .clock(CLOCK)
                .build()
                .authenticate(message(content), Optional.empty())
                .results("ml.example.ac.jp");
    }

    private static Object munge(String header) throws Exception {
        return AUTHOR_IN_CC.apply(message(header).header(), LIST, NameDirectory.EMPTY);
    }

    private static Object sevenBit(String header) throws Exception {
        return SevenBitHeader.of(message(header).header());
    }

    private static Object prefix(String header) throws Exception {
        return PrefixTemplate.of("[{list}:{serial}]", 5).apply(message(header).header(), LIST, 1);
    }

    private static Object results(String payload) throws Exception {
        Header header = message("Authentication-Results: " + payload).header();
        new AuthservId("ml.example.ac.jp").removeForged(header);
        return AuthenticationResults.parse(payload);
    }

    private static Object words(String text) {
        return EncodedWords.decode(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String signature(String tags) {
        return "DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=rsa; h=From; bh=QUJD; " + tags + "\r\n";
    }

    static Stream<Arguments> inputs() {
        String from = "From: a@example.ne.jp\r\n";
        String hop = "ARC-Seal: i=%d; a=rsa-sha256; cv=pass; d=example.org; s=rsa; b=QUJD\r\n"
                + "ARC-Message-Signature: i=%<d; a=rsa-sha256; d=example.org; s=rsa; h=From; bh=QUJD; b=QUJD\r\n"
                + "ARC-Authentication-Results: i=%<d; none\r\n";
        return Stream.of(
                row("tags", TagList::parse, numbered(50_000, i -> "a" + i + "=1;")),
                row("tags of one hash", TagList::parse, numbered(1 << 15, i -> colliding(i) + "=;")),
                row("white space in a tag", TagList::parse, "a=" + times(" \r\n") + ";b="),
                row("a key record's lists", KeyRecord::parse, "p=; h=" + times("a:")),
                row("a DMARC record's URIs", DmarcRecord::parse, "v=DMARC1; p=none; rua=" + times("mailto:a!1,")),
                row(
                        "DMARC tags of one hash",
                        DmarcRecord::parse,
                        "v=DMARC1" + numbered(1 << 15, i -> ";" + colliding(i))),
                row("results", LinearTimeTest::results, "a;" + times("spf=pass smtp.mailfrom=b;") + "spf=none"),
                row("properties", LinearTimeTest::results, "a; spf=pass" + times(" smtp.mailfrom=b")),
                row(
                        "100,000 nested comments",
                        LinearTimeTest::results,
                        "(".repeat(100_000) + ")".repeat(100_000) + "a; none"),
                row("a result that is none", LinearTimeTest::results, "a; spf" + times("(b)") + "=pass"),
                row("bare words", LinearTimeTest::results, times("a;") + "spf=pass"),
                row(
                        "10,000 DKIM signatures",
                        LinearTimeTest::authenticate,
                        signature("b=QUJD").repeat(10_000) + from),
                row(
                        "10,000 names in h=",
                        LinearTimeTest::authenticate,
                        signature("b=QUJD")
                                        .replace("h=From", "h=From" + ":X-Name".repeat(10_000))
                                        .repeat(20)
                                + from),
                row("20,000 fields", LinearTimeTest::authenticate, "To: a@example.org\r\n".repeat(19_000) + from),
                row(
                        "20,000 fields, all signed",
                        LinearTimeTest::authenticate,
                        signature("b=QUJD")
                                        .replace("h=From", "h=From" + ":To".repeat(19_000))
                                        .repeat(20)
                                + "To: a@example.org\r\n".repeat(19_000)
                                + from),
                row(
                        "signatures alike to their ends",
                        LinearTimeTest::authenticate,
                        signature("b=" + "QUJD".repeat(200_000) + "QUJD")
                                + signature("b=" + "QUJD".repeat(200_000) + "QUJE")
                                + from),
                row("51 ARC sets", LinearTimeTest::authenticate, numbered(51, i -> hop.formatted(i + 1)) + from),
                row(
                        "50 large ARC sets",
                        LinearTimeTest::authenticate,
                        numbered(50, i -> hop.formatted(i + 1).replace("none", "a (" + "c ".repeat(20_000) + "); none"))
                                + from),
                row(
                        "20,000 ARC seals",
                        LinearTimeTest::authenticate,
                        "ARC-Seal: i=1; cv=none\r\n".repeat(19_000) + from),
                row(
                        "comments before an instance",
                        LinearTimeTest::authenticate,
                        "ARC-Authentication-Results: " + times("(a) ") + "i=1; none\r\n" + from),
                row(
                        "authors",
                        LinearTimeTest::munge,
                        numbered(30_000, i -> i == 0 ? "From: a@example.org" : ", a" + i + "@example.org") + "\r\n"
                                + numbered(30_000, i -> i == 0 ? "To: a@example.com" : ", a" + i + "@example.com")),
                row(
                        "authors with names",
                        LinearTimeTest::munge,
                        numbered(30_000, i -> i == 0 ? "From: a@example.org" : ", A B <a" + i + "@example.org>")),
                row("a long name", LinearTimeTest::munge, "From: " + times("=?utf-8?q?a?= ") + "<a@example.org>"),
                row(
                        "unknown charsets",
                        LinearTimeTest::munge,
                        "From: " + numbered(50_000, i -> "=?x" + i + "?q?a?= ") + "<a@example.org>"),
                row("groups in a group, and a quote", LinearTimeTest::munge, "From: " + times("a:,b:b,") + "\""),
                row("brackets", LinearTimeTest::munge, "From: " + times("<a,")),
                row("open literals", LinearTimeTest::munge, "From: " + times("a@[,") + "]"),
                row("signs of words", LinearTimeTest::munge, "From: " + times("=?a?q?=")),
                row(
                        "comments in comments",
                        LinearTimeTest::munge,
                        "From: " + "(".repeat(100_000) + ")".repeat(100_000) + "a@example.org"),
                row("comments", LinearTimeTest::munge, "From: a@example.org" + times("(b)")),
                row(
                        "ISO-2022-JP escapes",
                        LinearTimeTest::munge,
                        "From: " + times("\u001b$B\u001b(B") + "<a@example.org>"),
                row(
                        "domains of one hash",
                        input -> AuthorDomains.of(message(input).header()),
                        "From: " + numbered(50_000, i -> "a@" + colliding(i) + ",")),
                row("empty groups", LinearTimeTest::sevenBit, "From: \u00e9 <a@example.org>," + times(":;,")),
                row("white space at the end", LinearTimeTest::sevenBit, "X: " + times("a ") + times(" ") + "\u00e9"),
                row("white space at the end of ASCII", LinearTimeTest::sevenBit, "X: " + times("a ") + times(" ")),
                row("raw words", LinearTimeTest::sevenBit, "X: " + times("\u00e9 a ")),
                row(
                        "parameters",
                        LinearTimeTest::sevenBit,
                        "Content-Type: text/plain; n=\u00e9" + numbered(50_000, i -> ";a*" + i + "=b")),
                row(
                        "pieces of a parameter",
                        input -> ContentType.of(message(input).header())
                                .orElseThrow()
                                .parameter("a"),
                        "Content-Type: text/plain" + numbered(50_000, i -> ";a*" + i + "=b")),
                row(
                        "field names of one hash",
                        LinearTimeTest::sevenBit,
                        numbered(19_000, i -> colliding(i) + "\u00e9: x\r\n")),
                row("answers to answers", LinearTimeTest::prefix, "Subject: " + times("Re: ")),
                row("prefixes", LinearTimeTest::prefix, "Subject: " + times("[example:1] Re: ")),
                row("encoded-words", LinearTimeTest::words, times("=?utf-8?b?w6k=?= ")),
                row("encoded-words of two charsets", LinearTimeTest::words, times("=?utf-8?q?a?= =?us-ascii?q?a?= ")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void largeInputsTakeLinearTime(String what, Work work, String input) {
        assertThat(input.length()).isLessThan(4 << 20);
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        try {
            work.on(input);
        } catch (Exception refused) {
            assertThat(refused).isNotInstanceOf(RuntimeException.class);
        }
        Duration spent = Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
        assertThat(spent).isLessThan(ENOUGH);
    }
}
