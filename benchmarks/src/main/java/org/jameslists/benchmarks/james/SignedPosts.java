package org.jameslists.benchmarks.james;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jameslists.integration.AuthorMail;
import org.jameslists.testing.PublishedKey;

/** Posts as an author's server sends them: each with a number in its Subject, and signed by the author's domain. */
final class SignedPosts {
    private static final byte[] LINES =
            """
            Dear all, the room for Thursday's meeting has changed: we meet on the
            third floor, in the small hall beside the library, at half past ten.
            Please bring the drafts; copies of the minutes lie at the front desk.
            - first, the report on the autumn term,
            - then the plan for the new building.
            """
                    .replace("\n", "\r\n")
                    .getBytes(StandardCharsets.US_ASCII);

    private SignedPosts() {}

    /**
     * Makes posts.
     *
     * @param scene how long they are, who wrote them and to which list
     * @param key the author's
     * @param count how many; they are numbered from 0
     */
    static List<byte[]> of(Scene scene, PublishedKey key, int count) throws IOException {
        List<byte[]> posts = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            posts.add(AuthorMail.signed(key, unsigned(scene, number)));
        }
        return posts;
    }

    private static byte[] unsigned(Scene scene, int number) {
        byte[] header =
                """
                Received: from client.example.net (client.example.net [192.0.2.77])
                \tby mail.%1$s with ESMTPSA id 1; Tue, 24 Nov 2026 12:00:00 +0900
                From: =?UTF-8?B?5bGx55Sw?= <%2$s>
                To: %3$s
                Subject: Re: minutes of post-%4$06d
                Date: Tue, 24 Nov 2026 12:00:00 +0900
                Message-ID: <%4$d.20261124@%1$s>
                References: <1.20261123@example.org> <2.20261123@example.org>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=us-ascii
                Content-Transfer-Encoding: 7bit

                """
                        .formatted(scene.author().domain(), scene.author().address(), scene.list(), number)
                        .replace("\n", "\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] post = Arrays.copyOf(header, header.length + scene.bytes());
        for (int at = header.length; at < post.length; at += LINES.length) {
            System.arraycopy(LINES, 0, post, at, Math.min(LINES.length, post.length - at));
        }
        int end = post.length;
        while (post[end - 1] != '\n') {
            end--;
        }
        return Arrays.copyOf(post, end);
    }
}
