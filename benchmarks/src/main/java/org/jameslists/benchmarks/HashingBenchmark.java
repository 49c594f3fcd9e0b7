package org.jameslists.benchmarks;

import java.security.MessageDigest;
import java.util.concurrent.TimeUnit;

import org.jameslists.signature.BodyHashes;
import org.jameslists.signature.Canonicalization;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import com.google.common.io.ByteSource;

/** Canonicalising and hashing a body of 10 MB, beside hashing it alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class HashingBenchmark {
    private final byte[] body = Posts.body(10_000_000);

    /** SHA-256 alone. */
    @Benchmark
    public byte[] bareSha256() throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(body);
    }

    /** Relaxed. */
    @Benchmark
    public Object relaxed() throws Exception {
        return new BodyHashes(ByteSource.wrap(body)).hash(BodyHashes.Request.whole(Canonicalization.RELAXED));
    }

    /** Simple. */
    @Benchmark
    public Object simple() throws Exception {
        return new BodyHashes(ByteSource.wrap(body)).hash(BodyHashes.Request.whole(Canonicalization.SIMPLE));
    }
}
