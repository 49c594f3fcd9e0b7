package org.jameslists.benchmarks;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Collections;
import java.util.concurrent.TimeUnit;

import org.jameslists.arc.ArcResult;
import org.jameslists.arc.ArcValidator;
import org.jameslists.dkim.DkimSigner;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a message of 10 kB costs by the number of its parts. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ScalingBenchmark {
    /** A message with a chain. */
    @State(Scope.Benchmark)
    public static class Chain {
        /** How many ARC sets it has. */
        @Param({"1", "10", "25", "50"})
        public int sets;

        private Message message;
        private ArcValidator validator;

        /** Seals it so often. */
        @Setup
        public void seal() throws IOException {
            Signers signers = new Signers();
            message = Posts.post(10_000);
            for (int i = 0; i < sets; i++) {
                message = signers.seal(message);
            }
            validator = new ArcValidator(signers.dns, InstantSource.system());
        }
    }

    /** A message to be signed. */
    @State(Scope.Benchmark)
    public static class Signatures {
        /** How many signatures it gets. */
        @Param({"1", "10", "100", "1000"})
        public int signatures;

        private final Signers signers = new Signers();
        private Message message;

        /** Makes it. */
        @Setup
        public void make() throws IOException {
            message = Posts.post(10_000);
        }
    }

    /** A message with a long header. */
    @State(Scope.Benchmark)
    public static class Fields {
        /** How many fields it has more than usual, all signed. */
        @Param({"10", "100", "1000", "10000"})
        public int fields;

        private final Signers signers = new Signers();
        private Message message;

        /** Makes it. */
        @Setup
        public void make() throws IOException {
            Message post = Posts.post(10_000);
            HeaderField field = HeaderField.of("References", "<some.message.id.of.usual.length@example.org>");
            message = post.withHeader(
                    post.header().prepend(Collections.nCopies(fields, field).toArray(HeaderField[]::new)));
        }
    }

    /** Validates the chain. */
    @Benchmark
    public ArcResult arcSets(Chain chain) throws IOException {
        return chain.validator.validate(chain.message);
    }

    /** Makes all signatures, the body hashed once. */
    @Benchmark
    public Object dkimSignatures(Signatures state) throws IOException {
        return state.signers.dkim.sign(
                state.message, Collections.nCopies(state.signatures, new DkimSigner.Order(state.signers.list)));
    }

    /** Signs once. */
    @Benchmark
    public Object headerFields(Fields state) throws IOException {
        return state.signers.sign(state.message);
    }
}
