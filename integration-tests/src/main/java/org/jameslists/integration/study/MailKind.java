package org.jameslists.integration.study;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.jameslists.integration.AuthorMail;

/** Mail as the programs that authors use make it. */
public enum MailKind {
    /** A mobile carrier's: one part, ISO-2022-JP. */
    CARRIER("mobile carrier, ISO-2022-JP") {
        @Override
        String message(Author author, String id) {
            return new String(AuthorMail.kinds().get("ISO-2022-JP"), StandardCharsets.ISO_8859_1)
                    .replace("author@example.ne.jp", author.address())
                    .replace("20261124.1@example.ne.jp", id);
        }
    },
    /** As Gmail makes it: multipart/alternative, UTF-8 in base64. */
    GMAIL("Gmail, multipart, UTF-8") {
        @Override
        String message(Author author, String id) {
            return "MIME-Version: 1.0\r\nFrom: " + utf8(NAME) + " <" + author.address() + ">\r\n"
                    + "Date: Tue, 24 Nov 2026 12:00:00 +0900\r\nMessage-ID: <" + id + ">\r\n"
                    + "Subject: " + utf8(SUBJECT) + "\r\nTo: example@ml.example.ac.jp\r\n"
                    + "Content-Type: multipart/alternative; boundary=\"000000000000f3a1b2064c\"\r\n\r\n"
                    + "--000000000000f3a1b2064c\r\nContent-Type: text/plain; charset=\"UTF-8\"\r\n"
                    + "Content-Transfer-Encoding: base64\r\n\r\n" + base64(TEXT)
                    + "\r\n--000000000000f3a1b2064c\r\nContent-Type: text/html; charset=\"UTF-8\"\r\n"
                    + "Content-Transfer-Encoding: base64\r\n\r\n"
                    + base64("<div dir=\"ltr\">" + TEXT.replace("\r\n", "<br>") + "</div>")
                    + "\r\n--000000000000f3a1b2064c--\r\n";
        }
    },
    /** As Outlook makes it: multipart/alternative, UTF-8 in quoted-printable, fields folded and of its own. */
    OUTLOOK("Outlook, multipart, UTF-8") {
        @Override
        String message(Author author, String id) {
            return "From: " + utf8(NAME) + " <" + author.address() + ">\r\n"
                    + "To: \"example@ml.example.ac.jp\" <example@ml.example.ac.jp>\r\n"
                    + "Subject: " + utf8(SUBJECT) + "\r\nThread-Topic: " + utf8(SUBJECT) + "\r\n"
                    + "Date: Tue, 24 Nov 2026 03:00:00 +0000\r\nMessage-ID:\r\n <" + id + ">\r\n"
                    + "Accept-Language: ja-JP, en-US\r\nContent-Language: ja-JP\r\nX-MS-Has-Attach:\r\n"
                    + "Content-Type: multipart/alternative;\r\n\tboundary=\"_000_TYAPR01MB0001_\"\r\n"
                    + "MIME-Version: 1.0\r\n\r\n"
                    + "--_000_TYAPR01MB0001_\r\nContent-Type: text/plain; charset=\"utf-8\"\r\n"
                    + "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                    + "=E4=BC=9A=E8=AD=B0\r\n"
                    + "\r\n--_000_TYAPR01MB0001_\r\nContent-Type: text/html; charset=\"utf-8\"\r\n"
                    + "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                    + "<html><body lang=3D\"JA\"><p>=E4=BC=9A=E8=AD=B0</p></body></html>\r\n"
                    + "\r\n--_000_TYAPR01MB0001_--\r\n";
        }
    };

    private static final String NAME = "差出人の名前";
    private static final String SUBJECT = "会議の日程";
    private static final String TEXT = "会議の日程が変わりました。\r\n木曜の午後三時に三階でお会いしましょう。\r\n";

    private final String title;

    MailKind(String title) {
        this.title = title;
    }

    /** What it is, in a few words. */
    public String title() {
        return title;
    }

    /** The unsigned message, each character an octet. */
    abstract String message(Author author, String id);

    private static String utf8(String text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    private static String base64(String text) {
        return Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
