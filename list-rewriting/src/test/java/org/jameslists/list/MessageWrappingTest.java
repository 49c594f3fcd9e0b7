package org.jameslists.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.mail.mime.Mails;
import org.jameslists.mail.mime.MimeEntity;
import org.jameslists.mail.mime.MimeStructure;
import org.jameslists.mail.mime.Origin;
import org.jameslists.mail.mime.SevenBitMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.io.ByteSource;

class MessageWrappingTest {
    private static final ListIdentity LIST = ListIdentity.of("example", "example@ml.example.ac.jp");
    private static final WrappedMessage NOT_SEVEN_BIT = new WrappedMessage.Declined("it is not entirely 7-bit");
    private static final String HEADER = "From: Jane <jane@example.ne.jp>\r\n";

    private static WrappedMessage apply(String octets, String introduction) throws IOException {
        return apply(FromMunging.MAILMAN, octets, introduction);
    }

    private static WrappedMessage apply(FromMunging from, String octets, String introduction) throws IOException {
        Message post = Mails.read(octets);
        MungedFrom munged = from.apply(post.header(), LIST, address -> Optional.empty(), Optional.empty());
        Origin origin = new Origin(Clock.systemUTC(), "ml.example.ac.jp");
        return WrappedMessage.of(post, ((MungedFrom.Rewritten) munged).header(), introduction, origin);
    }

    private static Message wrapped(String octets, String introduction) throws IOException {
        WrappedMessage result = apply(octets, introduction);
        assertThat(result).isInstanceOf(WrappedMessage.Wrapped.class);
        return ((WrappedMessage.Wrapped) result).message();
    }

    private static String value(Header header, String name) {
        assertThat(header.all(name)).as(name).hasSizeLessThan(2);
        return header.first(name).map(HeaderField::text).orElse("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEADER + "\r\nHello\r\n",
                HEADER + "\r\nno line end",
                HEADER,
                HEADER + "Odd :  \tfolded\r\n  and more \r\n\r\n.\r\n-- \r\n trailing \t\r\n\r\n\r\n",
                HEADER
                        + "MIME-Version: 1.0 (old)\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n",
                HEADER + "Content-Type: text/plain; charset=ISO-2022-JP\r\n\r\n\u001b$B;3\u001b(B\r\n",
                HEADER + "Content-Transfer-Encoding: 8bit\r\n\r\n7 bit all the same\r\n"
            })
    void noOctetOfThePostIsChanged(String post) throws IOException {
        Message alone = wrapped(post, "");
        Message introduced = wrapped(post, "Read on.");

        assertThat(Mails.octets(alone.body())).isEqualTo(post);
        assertThat(value(alone.header(), "Content-Type")).isEqualTo("message/rfc822");
        MimeEntity within = MimeStructure.of(introduced).root().parts().get(1);
        assertThat(within.type().is("message/rfc822")).isTrue();
        assertThat(Mails.octets(introduced.body().slice(within.bodyStart(), within.bodyEnd() - within.bodyStart())))
                .isEqualTo(post);
    }

    @ParameterizedTest
    @ValueSource(strings = {HEADER + "DKIM-Signature: v=1\r\n\r\nHello\r\n", HEADER + "\r\nHello\r\n"})
    void isSentAsItIs(String post) throws IOException {
        for (String introduction : List.of("", "Read on.", "経由")) {
            Message message = wrapped(post, introduction);
            SevenBitMessage sent = SevenBitMessage.of(message, new Origin(Clock.systemUTC(), "ml.example.ac.jp"));
            assertThat(sent).isInstanceOfSatisfying(SevenBitMessage.Converted.class, converted -> {
                assertThat(Mails.octets(converted.message())).isEqualTo(Mails.octets(message));
                assertThat(converted.leftAsIs()).isEmpty();
            });
        }
    }

    @Test
    void theOuterHeaderHasWhatMailmanKeepsAndWhatLoopsAreKnownBy() throws IOException {
        String kept =
                """
                ARC-Seal: i=1
                X-BeenThere: other@example.org
                Auto-Submitted: auto-generated
                Archived-At: <https://example.org/1>
                Date: Tue, 24 Nov 2026 12:00:00 +0900
                In-Reply-To: <1@example.org>
                List-Id: <example.ml.example.ac.jp>
                Precedence: list
                References: <0@example.org> <1@example.org>
                Subject: test
                To: example@ml.example.ac.jp
                Cc: other@example.org
                """
                        .replace("\n", "\r\n");
        Header outer = wrapped(
                        "Received: by example.org\r\nDKIM-Signature: v=1\r\nMessage-ID: <2@example.ne.jp>\r\n"
                                + "Content-Type: text/html\r\nMIME-Version: 1.0\r\nX-Mailer: x\r\nSender: b@example.ne.jp\r\n"
                                + kept + HEADER + "\r\nHello\r\n",
                        "")
                .header();

        assertThat(Mails.octets(Message.of(outer, ByteSource.empty()))).contains(kept);
        assertThat(outer.fields())
                .extracting(HeaderField::name)
                .doesNotContain("Received", "DKIM-Signature", "X-Mailer", "Sender");
        assertThat(value(outer, "From")).isEqualTo("Jane via example <example@ml.example.ac.jp>");
        assertThat(value(outer, "Reply-To")).isEqualTo("Jane <jane@example.ne.jp>");
        assertThat(value(outer, "X-Original-From")).isEqualTo("Jane <jane@example.ne.jp>");
        assertThat(value(outer, "X-Original-Sender")).isEqualTo("b@example.ne.jp");
        assertThat(value(outer, "MIME-Version")).isEqualTo("1.0");
        assertThat(value(outer, "Message-ID")).matches("<.+@ml[.]example[.]ac[.]jp>");
    }

    @Test
    void theAuthorIsInCcWhereAnswersGoToTheList() throws IOException {
        FromMunging toList = new FromMunging(
                PhraseTemplate.of("mailman"), AuthorPlace.WHERE_REPLIES_ALLOW, new Replies.ToList(), false, false);
        WrappedMessage.Wrapped result = (WrappedMessage.Wrapped) apply(toList, HEADER + "\r\nHello\r\n", "");

        assertThat(value(result.message().header(), "Cc")).isEqualTo("Jane <jane@example.ne.jp>");
        assertThat(value(result.message().header(), "Reply-To")).isEqualTo("example@ml.example.ac.jp");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Read on.\\nIt is below. | US-ASCII | Read on.
            経由                     | UTF-8    | 57WM55SxDQo=
            """)
    void textStandsBeforeThePost(String text, String charset, String line) throws IOException {
        Message message = wrapped(HEADER + "\r\nHello\r\n", text.replace("\\n", "\n"));

        assertThat(MimeStructure.of(message).root().parts())
                .extracting(part -> part.type().parameter("charset").orElse("-"))
                .containsExactly(charset, "-");
        assertThat(Mails.octets(message)).contains("\r\n" + line + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEADER + "Content-Transfer-Encoding: 8bit\r\n\r\nH\u00c3\u00a9llo\r\n",
                HEADER + "Subject: H\u00c3\u00a9llo\r\n\r\nx\r\n",
                HEADER + "\r\nbare\nline ends\r\n",
                HEADER + "Subject: x\n\r\nx\r\n",
                HEADER + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n\u00e9\r\n--b--\r\n",
                HEADER + "Content-Type: message/rfc822\r\n\r\nSubject: \u00e9\r\n\r\nx\r\n"
            })
    void whatWouldBeConvertedOnItsWayIsDeclined(String post) throws IOException {
        assertThat(apply(post, "")).isEqualTo(NOT_SEVEN_BIT);
    }

    @Test
    void aLineThatIsTooLongForMailIsNotWrapped() throws IOException {
        assertThat(apply(HEADER + "\r\n" + "x".repeat(999) + "\r\n", "")).isEqualTo(NOT_SEVEN_BIT);
    }
}
