package org.jameslists.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jameslists.mail.Message;

import com.google.common.io.ByteSource;

/** Posts to measure with: text as people write it, in lines of some seventy octets. */
final class Posts {
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
    private static final String PARAGRAPH =
            """
            Dear all, the room for Thursday's meeting has changed: we meet on the
            third floor, in the small hall beside the library, at half past ten.
            Please bring the drafts; copies of the minutes lie at the front desk.
              - first, the report on the autumn term,
              - then the plan for the new building.

            """;

    private Posts() {}

    static byte[] header() {
        return HEADER.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] body(int octets) {
        byte[] paragraph = PARAGRAPH.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] body = new byte[octets];
        for (int i = 0; i < octets; i++) {
            body[i] = paragraph[i % paragraph.length];
        }
        return body;
    }

    static Message post(int octets) throws IOException {
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
