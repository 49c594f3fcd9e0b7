package org.jameslists.james.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.james.lifecycle.api.Disposable;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.jameslists.signature.BodyHashes;

import com.google.common.base.Optional;
import com.google.common.io.ByteSource;

/** A body kept for one mail the way James keeps messages: in memory while it is small, in a temporary file if not. */
final class StoredBody extends ByteSource implements Disposable {
    private static final AtomicLong NUMBER = new AtomicLong();

    private final MimeMessageInputStreamSource kept =
            MimeMessageInputStreamSource.create("body-" + NUMBER.incrementAndGet());

    private StoredBody() {}

    /**
     * Keeps a body, and finds the hashes that were asked for on the way.
     *
     * @param hashes those of the body to keep
     * @throws IOException if the body cannot be read or kept
     */
    static StoredBody of(BodyHashes hashes) throws IOException {
        StoredBody stored = new StoredBody();
        boolean complete = false;
        try (OutputStream out = stored.kept.getWritableOutputStream()) {
            hashes.copyTo(out);
            complete = true;
        } finally {
            if (!complete) {
                stored.dispose();
            }
        }
        return stored;
    }

    @Override
    public InputStream openStream() throws IOException {
        return kept.getInputStream();
    }

    @Override
    public Optional<Long> sizeIfKnown() {
        return Optional.of(kept.getMessageSize());
    }

    @Override
    public void dispose() {
        LifecycleUtil.dispose(kept);
    }
}
