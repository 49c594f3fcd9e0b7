package org.jameslists.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;

import org.jameslists.mail.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.google.common.io.ByteSource;

class PostTextTest {
    private static String text(String message, String charset) throws Exception {
        return PostText.of(
                Message.read(ByteSource.wrap(message.replace("\n", "\r\n").getBytes(Charset.forName(charset)))));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "ISO-2022-JP, `Content-Type: text/plain; charset=iso-2022-jp`",
                "ISO-2022-JP, `Subject: old`",
                "UTF-8, `Content-Type: text/html; charset=utf-8`",
                "UTF-8, `Subject: nothing said`"
            })
    void shouldReadTheTextInItsCharset(String charset, String field) throws Exception {
        assertThat(text(field + "\n\n会議\n", charset)).isEqualTo("会議\n");
    }

    @Test
    void shouldPreferPlainText() throws Exception {
        String message =
                """
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/html

                <p>one</p>
                --b
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                =E4=BC=9A\u001b[31m one
                --b--
                """;

        assertThat(text(message, "UTF-8")).isEqualTo("会[31m one");
    }

    @Test
    void shouldShowNoMoreThanAReaderReads() throws Exception {
        assertThat(text("Subject: long\n\n" + "a".repeat(200_000), "US-ASCII")).hasSize(PostText.MOST_CHARACTERS);
        assertThat(text("Content-Type: image/png\n\nabc", "US-ASCII")).isEmpty();
    }
}
