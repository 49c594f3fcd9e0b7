package org.jameslists.interoperation;

import java.nio.charset.StandardCharsets;

/** The messages that are signed and sealed. Their text is octets: a character below 256 for each. */
enum Sample {
    ASCII("ASCII", "Subject: Hello\n", "Two  words.\n\n.\nFrom the list\n"),
    ISO_2022_JP(
            "ISO-2022-JP",
            """
            Subject: =?ISO-2022-JP?B?GyRCJCpDTiRpJDsbKEI=?=
             =?ISO-2022-JP?B?GyRCOjk9UD9NGyhC?=
            MIME-Version: 1.0
            Content-Type: text/plain; charset=ISO-2022-JP
            Content-Transfer-Encoding: 7bit
            """,
            "\033$B$3$s$K$A$O\033(B\n\033$B:9=P?M\033(B\n"),
    EIGHT_BIT(
            "8bit",
            """
            Subject: =?UTF-8?B?44GC?=
            MIME-Version: 1.0
            Content-Type: text/plain; charset=UTF-8
            Content-Transfer-Encoding: 8bit
            """,
            "\u00e3\u0081\u0082\u00e3\u0081\u0084 \u00c2\u00a0 \u00e3\u0080\u0080\n\u00e3\u0081\u0086\n"),
    MULTIPART(
            "multipart",
            """
            Subject: With a file
            MIME-Version: 1.0
            Content-Type: multipart/mixed;
            \tboundary="=_part"
            """,
            """
            preamble

            --=_part
            Content-Type: text/plain; charset=UTF-8
            Content-Transfer-Encoding: quoted-printable

            =E3=81=82 soft=
             line

            --=_part
            Content-Type: application/octet-stream; name=file
            Content-Transfer-Encoding: base64

            AAECAwQFBgcICQ==

            --=_part--
            """),
    EMPTY_BODY("empty body", "Subject: Nothing\n", ""),
    TRAILING_WHITE_SPACE(
            "trailing white space",
            "Subject:  spaces \t here  \n \tand there \t\n",
            " a \t\n\tb  c\t \n \n\t\n\n \t \n\n\n"),
    UTF_8_HEADER(
            "UTF-8 header",
            "Subject: \u00e3\u0081\u0082 raw\nCc: \u00e3\u0081\u0084\u00e3\u0081\u0086 <cc@example.org>\n",
            "Text\n"),
    SHIFT_JIS_HEADER("Shift_JIS header", "Subject: \u0082\u00a0\u0083\\ raw\n", "Text\n"),
    ONE_MEGABYTE(
            "1 MB",
            """
            Subject: A file
            MIME-Version: 1.0
            Content-Type: application/octet-stream
            Content-Transfer-Encoding: base64
            """,
            ("AAECAwQF".repeat(9) + "\n").repeat(14_500)),
    /** As no SMTP client can send it. */
    NO_FINAL_LINE_END("no final line end", "Subject: Cut\n", "Text\n and no end");

    private static final String ENVELOPE =
            """
            From: Author <author@example.ne.jp>
            To: list@ml.example.ac.jp
            Date: Tue, 24 Nov 2026 12:00:00 +0900
            Message-ID: <1@example.ne.jp>
            """;

    private final String title;
    private final String header;
    private final String body;

    Sample(String title, String header, String body) {
        this.title = title;
        this.header = header;
        this.body = body;
    }

    String title() {
        return title;
    }

    byte[] octets() {
        return (ENVELOPE + header + "\n" + body).replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }
}
