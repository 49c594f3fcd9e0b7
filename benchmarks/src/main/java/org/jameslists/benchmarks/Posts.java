package org.jameslists.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;

import org.jameslists.mail.Message;

import com.google.common.io.ByteSource;

/** Posts to measure with: text as people write it, in lines of some seventy bytes. */
public final class Posts {
    private static final String HEADER =
            """
            Received: from mail.example.ne.jp (mail.example.ne.jp [192.0.2.1])
            \tby ml.example.ac.jp with ESMTP id 1; Tue, 24 Nov 2026 12:00:00 +0900
            From: =?ISO-2022-JP?B?GyRCOjk9UD9NGyhC?= <author@example.ne.jp>
            To: example@ml.example.ac.jp
            Subject: =?ISO-2022-JP?B?GyRCJUYlOSVIGyhC?=
            Date: Tue, 24 Nov 2026 12:00:00 +0900
            Message-ID: <1@example.ne.jp>
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8

            """;
    private static final String PROSE =
            """
            Dear all, the room for Thursday's meeting has changed: we meet on the
            third floor, in the small hall beside the library, at half past ten.
            Please bring the drafts; copies of the minutes lie at the front desk.
            """;
    private static final String PARAGRAPH = PROSE
            + """
              - first, the report on the autumn term,
              - then the plan for the new building.

            """;
    private static final String HTML =
            """
            <html>
              <body>
                <p>Dear all, the <b>room</b> for Thursday's meeting has changed:
                   we meet on the third floor, in the small hall.</p>
                <table border="0">
                  <tr>
                    <td>first</td><td>the report on the autumn term</td>
                  </tr>
                </table>
              </body>
            </html>
            """;
    private static final String JAPANESE =
            """
            \u4f1a\u8b70\u306e\u90e8\u5c4b\u304c\u5909\u308f\u308a\u307e\u3057\u305f\u3002\u56f3\u66f8\u9928\u306e\u96a3\u306e\u5c0f\u4f1a\u8b70\u5ba4\u3067\u3059\u3002
            \u8cc7\u6599\u3092\u304a\u6301\u3061\u304f\u3060\u3055\u3044\u3002\u8b70\u4e8b\u9332\u306f\u53d7\u4ed8\u306b\u3042\u308a\u307e\u3059\u3002
            """;

    private Posts() {}

    static byte[] header() {
        return HEADER.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] body(int octets) {
        return repeated(PARAGRAPH, StandardCharsets.US_ASCII, octets);
    }

    static byte[] prose(int octets) {
        return repeated(PROSE, StandardCharsets.US_ASCII, octets);
    }

    static byte[] html(int octets) {
        return repeated(HTML, StandardCharsets.US_ASCII, octets);
    }

    static byte[] iso2022jp(int octets) {
        return repeated(JAPANESE, Charset.forName("ISO-2022-JP"), octets);
    }

    static byte[] base64(int octets) {
        byte[] content = new byte[octets];
        new Random(1).nextBytes(content);
        return Arrays.copyOf(Base64.getMimeEncoder().encode(content), octets);
    }

    private static byte[] repeated(String text, Charset charset, int octets) {
        byte[] once = text.replace("\n", "\r\n").getBytes(charset);
        byte[] body = new byte[octets];
        for (int i = 0; i < octets; i++) {
            body[i] = once[i % once.length];
        }
        return body;
    }

    /**
     * A post of plain text.
     *
     * @param octets how many bytes the body has
     */
    public static Message post(int octets) throws IOException {
        byte[] header = header();
        byte[] content = Arrays.copyOf(header, header.length + octets);
        System.arraycopy(body(octets), 0, content, header.length, octets);
        return Message.read(ByteSource.wrap(content));
    }

    /** A post whose body is made as it is read, so that it takes no heap. */
    static Message streamed(long octets) throws IOException {
        byte[] block = body(1 << 16);
        ByteSource body = new ByteSource() {
            @Override
            public InputStream openStream() {
                return new RepeatedBlock(block, octets);
            }
        };
        return Message.read(ByteSource.concat(ByteSource.wrap(header()), body));
    }

    private static final class RepeatedBlock extends InputStream {
        private final byte[] block;
        private long left;
        private int at;

        RepeatedBlock(byte[] block, long length) {
            this.block = block;
            this.left = length;
        }

        @Override
        public int read() {
            if (left == 0) {
                return -1;
            }
            left--;
            int octet = block[at] & 0xff;
            at = (at + 1) % block.length;
            return octet;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(Math.min(length, block.length - at), left);
            System.arraycopy(block, at, buffer, offset, count);
            left -= count;
            at = (at + count) % block.length;
            return count;
        }
    }
}
