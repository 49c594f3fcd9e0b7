package org.jameslists.integration.attacks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jameslists.testing.RawSmtp;
import org.jameslists.testing.SmtpRefusal;
import org.jameslists.testing.SmtpReply;

/** Those who hand posts in, several at once, to a server that believes the PROXY protocol. */
final class Clients implements AutoCloseable {
    /** One less than James' SMTP server serves at once. */
    private static final int MOST = 15;

    private final int port;
    private final ExecutorService threads = Executors.newFixedThreadPool(MOST);

    Clients(int port) {
        this.port = port;
    }

    /** Hands a post in. */
    SmtpReply handIn(Post post) throws IOException {
        try {
            return RawSmtp.post(
                    port,
                    post.envelope().peer(),
                    post.envelope().sender(),
                    post.envelope().recipients(),
                    post.text().getBytes(StandardCharsets.ISO_8859_1));
        } catch (SmtpRefusal refusal) {
            return refusal.reply();
        }
    }

    /** Begins to hand posts in. */
    List<Future<SmtpReply>> begin(List<Post> posts) {
        List<Future<SmtpReply>> replies = new ArrayList<>();
        for (Post post : posts) {
            replies.add(threads.submit(() -> handIn(post)));
        }
        return replies;
    }

    /** Hands posts in and waits for all replies. */
    List<SmtpReply> handIn(List<Post> posts) throws InterruptedException, ExecutionException {
        List<SmtpReply> replies = new ArrayList<>();
        for (Future<SmtpReply> reply : begin(posts)) {
            replies.add(reply.get());
        }
        return replies;
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
