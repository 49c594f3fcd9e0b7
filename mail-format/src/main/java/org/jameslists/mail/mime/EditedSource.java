package org.jameslists.mail.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import com.google.common.io.ByteSource;
import com.google.common.io.ByteStreams;

/**
 * A source with edits, which are applied while it is read. The original source is opened once for each reading, and
 * never held in memory.
 */
public final class EditedSource extends ByteSource {
    private final ByteSource source;
    private final List<Edit> edits;

    private EditedSource(ByteSource source, List<Edit> edits) {
        this.source = source;
        this.edits = edits;
    }

    /**
     * A source with edits; the same source if there are none.
     *
     * @param edits in any order; their ranges do not overlap
     */
    public static ByteSource of(ByteSource source, List<Edit> edits) {
        List<Edit> sorted =
                edits.stream().sorted(Comparator.comparingLong(Edit::start)).toList();
        return edits.isEmpty() ? source : new EditedSource(source, sorted);
    }

    @Override
    public InputStream openStream() throws IOException {
        return new EditedStream(source.openStream());
    }

    private final class EditedStream extends InputStream {
        private final InputStream in;
        private long position;
        private int next;
        private InputStream range = InputStream.nullInputStream();
        private InputStream changed = InputStream.nullInputStream();

        EditedStream(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, target.length);
            while (true) {
                int read = changed.read(target, offset, length);
                if (read >= 0) {
                    return read;
                }
                ByteStreams.exhaust(range);
                if (next == edits.size()) {
                    return in.read(target, offset, length);
                }
                nextRange();
            }
        }

        private void nextRange() throws IOException {
            Edit edit = edits.get(next);
            if (position < edit.start()) {
                range = ByteStreams.limit(in, edit.start() - position);
                changed = range;
                position = edit.start();
            } else {
                range = ByteStreams.limit(in, edit.end() - edit.start());
                changed = edit.change().apply(range);
                position = edit.end();
                next++;
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
