package org.jameslists.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.jameslists.mail.HeaderField;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationResultsTest {
    private static final String ID = "mx.example.org";
    private static final MethodResult SPF_PASS = MethodResult.of("spf", "pass");
    private static final MethodResult DKIM_PASS =
            MethodResult.of("dkim", "pass").with("header", "d", "example.com");

    private static AuthenticationResults of(MethodResult... results) {
        return AuthenticationResults.of(ID, results);
    }

    /** Each row is parsed, and the value written and parsed again. */
    static Stream<Arguments> payloads() {
        return Stream.of(
                row("rule 1: one result", "mx.example.org; spf=pass", of(SPF_PASS)),
                row(
                        "rule 1: results, reason, properties",
                        "mx.example.org; spf=pass; dkim=fail reason=\"bad hash\" header.d=example.com header.s=s1",
                        of(
                                SPF_PASS,
                                MethodResult.of("dkim", "fail")
                                        .because("bad hash")
                                        .with("header", "d", "example.com")
                                        .with("header", "s", "s1"))),
                row(
                        "rule 1: versions",
                        "mx.example.org 1; spf/1=pass; dkim / 2 = pass",
                        of(SPF_PASS, new MethodResult("dkim", 2, "pass", SPF_PASS.reason(), List.of()))),
                row(
                        "rule 2: comments, folds and space everywhere",
                        "(a (b (c\\) ;)) d)\r\n\tmx.example.org(x)1(y);(z)dkim(a) / (b) 1 (c)\r\n = (d) pass"
                                + " (e; f=g) reason (h) = (i) \"ok\" (j) header (k) . (l)\r\n d (m) = (n) example.com (o) ; (p)",
                        of(MethodResult.of("dkim", "pass").because("ok").with("header", "d", "example.com"))),
                row("rule 2: a semicolon in a comment", "mx.example.org; spf=pass (a; dkim=fail)", of(SPF_PASS)),
                row(
                        "rule 2: a semicolon in a quoted string",
                        "mx.example.org; spf=pass reason=\"a; dkim=fail\"",
                        of(SPF_PASS.because("a; dkim=fail"))),
                row("rule 3: none", "mx.example.org; none", of()),
                row("rule 3: none in capitals, with comments", "mx.example.org (x) ; (y) NONE (z)", of()),
                row("rule 3: none and a semicolon", "mx.example.org; none;", of()),
                row("rule 3: a semicolon at the end", "mx.example.org; spf=pass; ", of(SPF_PASS)),
                row("rule 4: capitals", "mx.example.org; DKIM=Pass HEADER.D=example.com", of(DKIM_PASS)),
                row("rule 4: version 1", "mx.example.org 01; spf=pass", of(SPF_PASS)),
                row(
                        "rule 5: values and addresses",
                        "mx.example.org; spf=pass smtp.mailfrom=a.b+c=d@example.com smtp.helo=\"a \\\"b\\\\ c\"",
                        of(SPF_PASS.with("smtp", "mailfrom", "a.b+c=d@example.com")
                                .with("smtp", "helo", "a \"b\\ c"))),
                row(
                        "rule 5: an address without local part",
                        "mx.example.org; dkim=pass header.i=@example.com",
                        of(MethodResult.of("dkim", "pass").with("header", "i", "@example.com"))),
                row(
                        "rule 5: a quoted local part",
                        "mx.example.org; spf=pass smtp.mailfrom=\"a (b; \\\"c\"@example.com",
                        of(SPF_PASS.with("smtp", "mailfrom", "\"a (b; \\\"c\"@example.com"))),
                row(
                        "rule 5: a local part quoted without need",
                        "mx.example.org; spf=pass smtp.mailfrom=\"abc\" (x) @example.com",
                        of(SPF_PASS.with("smtp", "mailfrom", "abc@example.com"))),
                row(
                        "rule 5: a quoted authserv-id",
                        "\"mx (1); example\"; spf=pass",
                        AuthenticationResults.of("mx (1); example", SPF_PASS)),
                row("rule 5: an unquoted reason", "mx.example.org; spf=pass reason=x", of(SPF_PASS.because("x"))),
                row(
                        "rule 5: a fold in a quoted string",
                        "mx.example.org; spf=pass reason=\"a\r\n b\"",
                        of(SPF_PASS.because("a b"))),
                row(
                        "rule 5: UTF-8 (RFC 6532)",
                        "mx.example.org; spf=pass reason=\"日本\" smtp.mailfrom=利用者@例え.example.com",
                        of(SPF_PASS.because("日本").with("smtp", "mailfrom", "利用者@例え.example.com"))));
    }

    /** Fields as senders of this kind write them, against the grammar or on its edge; the names are made up. */
    static Stream<Arguments> senders() {
        return Stream.of(
                row(
                        "Microsoft: no authserv-id, properties without ptype",
                        "spf=pass (sender IP is 192.0.2.1)\r\n smtp.mailfrom=example.com; dkim=none (message not signed)\r\n"
                                + " header.d=none;dmarc=pass action=none header.from=example.com;compauth=pass reason=100",
                        AuthenticationResults.of(
                                "",
                                SPF_PASS.with("smtp", "mailfrom", "example.com"),
                                MethodResult.of("dkim", "none").with("header", "d", "none"),
                                MethodResult.of("dmarc", "pass")
                                        .with("", "action", "none")
                                        .with("header", "from", "example.com"),
                                MethodResult.of("compauth", "pass").because("100"))),
                row(
                        "Microsoft: the receiver's domain before each result",
                        "spf=none (sender IP is ) smtp.mailfrom=a@example.com; example.org; dkim=none"
                                + " (message not signed) header.d=none;example.org; dmarc=bestguesspass action=none",
                        AuthenticationResults.of(
                                "",
                                MethodResult.of("spf", "none").with("smtp", "mailfrom", "a@example.com"),
                                MethodResult.of("dkim", "none").with("header", "d", "none"),
                                MethodResult.of("dmarc", "bestguesspass").with("", "action", "none"))),
                row(
                        "Microsoft: what ARC fields say",
                        "mx.example.org 1; spf=pass smtp.rcpttodomain=example.net smtp.mailfrom=example.com; dmarc=pass"
                                + " (p=none sp=none pct=100) action=none header.from=example.com; arc=pass (0 oda=1 ltdi=1"
                                + " spf=[1,1,smtp.mailfrom=example.com] dkim=[1,1,header.d=example.com])",
                        of(
                                SPF_PASS.with("smtp", "rcpttodomain", "example.net")
                                        .with("smtp", "mailfrom", "example.com"),
                                MethodResult.of("dmarc", "pass")
                                        .with("", "action", "none")
                                        .with("header", "from", "example.com"),
                                MethodResult.of("arc", "pass"))),
                row(
                        "Google: long comments, an unquoted hash",
                        "mx.example.org;\r\n       dkim=pass header.i=@example.com header.s=s1 header.b=\"a/B+c=12\";\r\n"
                                + "       arc=pass (i=1 spf=pass spfdomain=example.com dkim=pass dkdomain=example.com);\r\n"
                                + "       spf=pass (example.org: domain of list+bounces-1=x=example.net@example.com designates"
                                + " 2001:db8::1 as permitted sender) smtp.mailfrom=\"list+bounces-1=x=example.net@example.com\"",
                        of(
                                MethodResult.of("dkim", "pass")
                                        .with("header", "i", "@example.com")
                                        .with("header", "s", "s1")
                                        .with("header", "b", "a/B+c=12"),
                                MethodResult.of("arc", "pass"),
                                SPF_PASS.with("smtp", "mailfrom", "list+bounces-1=x=example.net@example.com"))),
                row(
                        "Yahoo: comments that touch, a semicolon at the end",
                        "mx.example.org;\r\n dkim=pass header.i=@example.com header.s=s1;\r\n spf=pass"
                                + " smtp.mailfrom=example.com;\r\n dmarc=pass(p=REJECT) header.from=example.com;",
                        of(
                                MethodResult.of("dkim", "pass")
                                        .with("header", "i", "@example.com")
                                        .with("header", "s", "s1"),
                                SPF_PASS.with("smtp", "mailfrom", "example.com"),
                                MethodResult.of("dmarc", "pass").with("header", "from", "example.com"))),
                row(
                        "Apple: an unquoted signature",
                        "mx.example.org; dkim=pass (2048-bit key) header.d=example.com header.b=a+B/c=Z1",
                        of(DKIM_PASS.with("header", "b", "a+B/c=Z1"))),
                row(
                        "Fastmail: own methods, underscores, a property without ptype",
                        "mx.example.org; x-return-mx=pass header.domain=example.com policy.is_org=yes (MX found);"
                                + " dkim=pass header.d=example.com x-bits=2048; iprev=pass policy.iprev=2001:db8::1 (mx)",
                        of(
                                MethodResult.of("x-return-mx", "pass")
                                        .with("header", "domain", "example.com")
                                        .with("policy", "is_org", "yes"),
                                DKIM_PASS.with("", "x-bits", "2048"),
                                MethodResult.of("iprev", "pass").with("policy", "iprev", "2001:db8::1"))),
                row(
                        "pypolicyd-spf: an empty path in angle brackets, comments last",
                        "mx.example.org; spf=pass (sender SPF authorized) smtp.mailfrom=<> (client-ip=192.0.2.1;"
                                + " helo=mx.example.com; envelope-from=<>; receiver=<UNKNOWN>)",
                        of(SPF_PASS.with("smtp", "mailfrom", "<>"))),
                row(
                        "rspamd: the reason, and a policy in a comment",
                        "mx.example.org;\r\n\tdkim=fail (\"body hash did not verify\") header.d=example.com;\r\n\tdmarc=fail"
                                + " reason=\"SPF not aligned (relaxed), No valid DKIM\" header.from=example.com (policy=reject)",
                        of(
                                MethodResult.of("dkim", "fail").with("header", "d", "example.com"),
                                MethodResult.of("dmarc", "fail")
                                        .because("SPF not aligned (relaxed), No valid DKIM")
                                        .with("header", "from", "example.com"))),
                row(
                        "OpenDKIM of old: the reason after the properties, a result with an underscore",
                        "mx.example.org; dkim=perm_fail header.d=example.com reason=\"no key\"",
                        of(MethodResult.of("dkim", "perm_fail")
                                .because("no key")
                                .with("header", "d", "example.com"))),
                row(
                        "several: an empty value",
                        "mx.example.org; spf=none smtp.mailfrom=; dkim=none",
                        of(
                                MethodResult.of("spf", "none").with("smtp", "mailfrom", ""),
                                MethodResult.of("dkim", "none"))),
                row(
                        "an id with a path",
                        "mx.example.org/host-1; spf=pass",
                        AuthenticationResults.of("mx.example.org/host-1", SPF_PASS)));
    }

    private static Arguments row(String name, String payload, AuthenticationResults value) {
        return Arguments.of(name, payload, value);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"payloads", "senders"})
    @DisplayName("authentication-results 1, 2, 5: the grammar, and what real senders write")
    void readsWhatIsMeant(String name, String payload, AuthenticationResults value) throws Exception {
        assertThat(AuthenticationResults.parse(payload)).isEqualTo(value);
        assertThat(AuthenticationResults.parse(HeaderField.of("Authentication-Results", payload)))
                .isEqualTo(value);
    }

    @ParameterizedTest(name = "rule 9: {0}")
    @MethodSource({"payloads", "senders"})
    @DisplayName("authentication-results 9: what is read is written and read back")
    void writesWhatItReads(String name, String payload, AuthenticationResults value) throws Exception {
        assertThat(AuthenticationResults.parse(value.format())).isEqualTo(value);
        assertThat(AuthenticationResults.parse(value.toField())).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "(only a comment)",
                "mx.example.org",
                "mx.example.org;",
                "mx.example.org; ;",
                "; spf=pass",
                "mx.example.org spf=pass",
                "mx.example.org (unclosed; spf=pass",
                "mx.example.org; spf=pass (unclosed \\",
                "mx.example.org; spf=pass ((a)",
                "mx.example.org; spf=pass )",
                "\"mx.example.org; spf=pass",
                "mx.example.org; spf=pass reason=\"unclosed",
                "mx.example.org; spf=pass reason=\"unclosed\\",
                "mx.example.org; spf",
                "mx.example.org; spf=",
                "mx.example.org; =pass",
                "mx.example.org; spf/=pass",
                "mx.example.org; spf/x=pass",
                "mx.example.org; spf/12345678901234567890=pass",
                "mx.example.org; spf=pass smtp",
                "mx.example.org; spf=pass smtp.",
                "mx.example.org; spf=pass smtp.mailfrom",
                "mx.example.org; spf=pass .mailfrom=x",
                "mx.example.org; spf=pass smtp.mailfrom=a \"b\"",
                "mx.example.org; spf=pass reason=a reason=b",
                "mx.example.org; spf=pass\u3000smtp.mailfrom=x",
            })
    void refusesWhatIsNoPayload(String payload) {
        assertThatThrownBy(() -> AuthenticationResults.parse(payload))
                .isInstanceOfSatisfying(MalformedResultsException.class, e -> assertThat(e.position())
                        .isBetween(0, payload.length()));
    }

    @ParameterizedTest(name = "rule 3: none stands alone: {0}")
    @ValueSource(
            strings = {
                "mx.example.org; none; spf=pass",
                "mx.example.org; spf=pass; none",
                "mx.example.org; none; none",
                "mx.example.org; none smtp.mailfrom=a",
                "spf=pass; none"
            })
    @DisplayName("authentication-results 3: none stands alone")
    void refusesNoneWithOthers(String payload) {
        assertThatThrownBy(() -> AuthenticationResults.parse(payload)).isInstanceOf(MalformedResultsException.class);
    }

    @ParameterizedTest(name = "rule 4: version {0} is ignored")
    @ValueSource(strings = {"0", "2", "11", "4294967297"})
    @DisplayName("authentication-results 4: a field of an unknown version is not read")
    void refusesUnknownVersions(String version) {
        assertThatThrownBy(() -> AuthenticationResults.parse(ID + " " + version + "; spf=pass"))
                .isInstanceOf(MalformedResultsException.class);
    }

    @Test
    void saysWhereAndWhyItStopped() {
        assertThatThrownBy(() -> AuthenticationResults.parse("mx.example.org; spf pass"))
                .hasMessage("no '=' at character 20");
    }

    @Test
    @DisplayName("authentication-results 4: a method of an unknown version is not among the results of the method")
    void passesOverUnknownMethodVersions() throws Exception {
        AuthenticationResults results = AuthenticationResults.parse("mx.example.org; dkim/2=pass; dkim=fail");

        assertThat(results.results("dkim")).containsExactly(MethodResult.of("dkim", "fail"));
        assertThat(results.results()).hasSize(2);
    }

    @Test
    void findsProperties() {
        assertThat(DKIM_PASS.property("header", "d")).contains("example.com");
        assertThat(DKIM_PASS.property("header", "i")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "\"", "(a)", "\\", "a=", ";", " ", "(\"\\", "a.b=c "})
    void takesNoStackAndLittleTimeForHugeFields(String piece) {
        String huge = piece.repeat(100_000);

        assertThat(List.of(huge, ID + ";" + huge, ID + "; a=b" + huge, ID + "; a=b c.d=\"" + huge))
                .allSatisfy(payload -> {
                    try {
                        AuthenticationResults.parse(payload);
                    } catch (MalformedResultsException expected) {
                        assertThat(expected).hasMessageContaining(" at character ");
                    }
                });
    }

    @Test
    @DisplayName("authentication-results 2: 100,000 nested comments")
    void readsDeeplyNestedComments() throws Exception {
        String nested = "(".repeat(100_000) + ")".repeat(100_000);

        assertThat(AuthenticationResults.parse(ID + nested + "; spf" + nested + "=pass"))
                .isEqualTo(of(SPF_PASS));
    }

    @Test
    void readsOctetsThatAreNotUtf8() throws Exception {
        HeaderField field = HeaderField.ofOctets(
                "Authentication-Results: mx.example.org; spf=pass (caf\u00e9) reason=\"\u00e9\u0085\""
                        .getBytes(StandardCharsets.ISO_8859_1));

        assertThat(AuthenticationResults.parse(field)).isEqualTo(of(SPF_PASS.because("\u00e9 ")));
    }

    @Nested
    class Writing {
        @Test
        void putsEachResultOnALine() {
            assertThat(of(SPF_PASS.with("smtp", "mailfrom", "example.com"), DKIM_PASS.because("it is good"))
                            .format())
                    .isEqualTo(
                            """
                            mx.example.org;\r
                             spf=pass smtp.mailfrom=example.com;\r
                             dkim=pass reason="it is good" header.d=example.com""");
        }

        @Test
        void writesNone() {
            assertThat(of().toField().toString()).isEqualTo("Authentication-Results: mx.example.org; none");
        }

        @ParameterizedTest
        @ValueSource(ints = {39, 40, 41, 70, 74, 75, 76, 80, 200, 400})
        void writesNoBlankLineHoweverLongTheIdIs(int length) throws Exception {
            AuthenticationResults results =
                    AuthenticationResults.of("x".repeat(length), MethodResult.of("spf", "pass"));
            assertThat(results.toField().toString().lines()).noneMatch(String::isBlank);
            assertThat(AuthenticationResults.parse(results.toField())).isEqualTo(results);
        }

        @Test
        void foldsBelow78ColumnsWhereThereIsASpace() throws Exception {
            AuthenticationResults long1 = AuthenticationResults.of(
                    "a-very-long-authentication-service-identifier.example.org",
                    MethodResult.of("dkim", "fail")
                            .because("word  ".repeat(40))
                            .with("header", "d", "example.com")
                            .with("header", "i", "@" + "a".repeat(50) + ".example.com"));

            assertThat(("Authentication-Results: " + long1.format()).split("\r\n", -1))
                    .allSatisfy(line -> assertThat(line).hasSizeLessThan(78).containsPattern("[^ ]"));
            assertThat(AuthenticationResults.parse(long1.toField())).isEqualTo(long1);
        }

        @Test
        @DisplayName("RFC 5322 §2.1.1: no line is longer than 998 octets, whatever a message holds")
        void neverWritesALineAbove998Octets() throws Exception {
            String all = "\"\\".repeat(5_000);
            AuthenticationResults results = of(
                    DKIM_PASS.because(all).with("header", "i", all).with("header", "x".repeat(64), "漢".repeat(5_000)));

            for (String line : results.format().split("\r\n", -1)) {
                assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(998);
            }
            assertThat(AuthenticationResults.parse(results.format())).isEqualTo(results);
        }

        @ParameterizedTest(name = "rule 8: {0}")
        @ValueSource(
                strings = {
                    "a\r\nBcc: x@example.com",
                    "a\rb\nc\0d\u007f\u0085\u2028\u2029e",
                    "a; dmarc=pass header.from=example.com",
                    "a\"; dmarc=pass reason=\"",
                    "a\\\"; dmarc=pass (",
                    "a (\r\n\r\nbody",
                    ")) ((",
                    "\u202egro.elpmaxe\u202c",
                    "\ud800x"
                })
        @DisplayName("authentication-results 8: no message data ends a field or adds a result")
        void keepsWhatAMessageHoldsInsideItsValue(String data) throws Exception {
            AuthenticationResults results =
                    of(MethodResult.of("dkim", "fail").because(data).with("header", "i", data));

            String wire = results.format();

            assertThat(wire.replace("\r\n ", ""))
                    .doesNotContainPattern("[\\p{Cntrl}\u0080-\u009f\u2028\u2029\u202a-\u202e\ud800-\udfff]");
            assertThat(AuthenticationResults.parse(wire)).isEqualTo(results);
            assertThat(results.results()).hasSize(1);
        }

        @Test
        void refusesWordsThatAreNoKeywords() {
            assertThatThrownBy(() -> MethodResult.of("dk im", "pass")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> MethodResult.of("dkim", "pass;")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> SPF_PASS.with("smtp", "", "x")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> SPF_PASS.with("", "reason", "x")).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        @DisplayName("RFC 8601 §2.7.1: U-labels become A-labels in a message that is not internationalized")
        void canBeWrittenInAscii() {
            AuthenticationResults results = AuthenticationResults.of(
                    "例え.example.org",
                    SPF_PASS.because("鍵 missing").with("smtp", "mailfrom", "利用者@example.com"),
                    MethodResult.of("dkim", "pass")
                            .with("header", "i", "a@例え.example.com")
                            .with("header", "b", "a/b="));

            assertThat(results.inAscii())
                    .isEqualTo(AuthenticationResults.of(
                            "xn--r8jz45g.example.org",
                            SPF_PASS.because("? missing"),
                            MethodResult.of("dkim", "pass")
                                    .with("header", "i", "a@xn--r8jz45g.example.com")
                                    .with("header", "b", "a/b=")));
        }
    }
}
