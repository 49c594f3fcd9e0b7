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

/** A body kept for one mail as James keeps messages: a small one in memory, a large one in a temporary file. */
final class StoredBody extends ByteSource implements Disposable {
    private static final AtomicLong NUMBER = new AtomicLong();

    private final MimeMessageInputStreamSource kept =
            MimeMessageInputStreamSource.create("body-" + NUMBER.incrementAndGet());

    private StoredBody() {}

    /**
     * Stores a body, and computes the requested hashes while it does.
     *
     * @param hashes the hashes of the body to store
     * @throws IOException if the body cannot be read or stored
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
