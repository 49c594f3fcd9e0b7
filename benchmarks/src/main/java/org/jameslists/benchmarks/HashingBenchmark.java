package org.jameslists.benchmarks;

import java.io.IOException;
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

/** Canonicalising and hashing bodies of 10 MB, beside hashing one alone, which takes as long whatever is in it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class HashingBenchmark {
    private static final int SIZE = 10_000_000;

    private final byte[] body = Posts.body(SIZE);
    private final byte[] prose = Posts.prose(SIZE);
    private final byte[] base64 = Posts.base64(SIZE);
    private final byte[] html = Posts.html(SIZE);
    private final byte[] iso2022jp = Posts.iso2022jp(SIZE);

    /** SHA-256 alone. */
    @Benchmark
    public byte[] bareSha256() throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(body);
    }

    /** Relaxed: text with a list, whose lines begin with two spaces. */
    @Benchmark
    public Object relaxed() throws Exception {
        return hash(body, Canonicalization.RELAXED);
    }

    /** Relaxed: text whose words are one space apart. */
    @Benchmark
    public Object relaxedProse() throws Exception {
        return hash(prose, Canonicalization.RELAXED);
    }

    /** Relaxed: an attachment. */
    @Benchmark
    public Object relaxedBase64() throws Exception {
        return hash(base64, Canonicalization.RELAXED);
    }

    /** Relaxed: nearly every line is indented. */
    @Benchmark
    public Object relaxedHtml() throws Exception {
        return hash(html, Canonicalization.RELAXED);
    }

    /** Relaxed: Japanese text. */
    @Benchmark
    public Object relaxedIso2022jp() throws Exception {
        return hash(iso2022jp, Canonicalization.RELAXED);
    }

    /** Simple. */
    @Benchmark
    public Object simple() throws Exception {
        return hash(body, Canonicalization.SIMPLE);
    }

    private static Object hash(byte[] body, Canonicalization canonicalization) throws IOException {
        return new BodyHashes(ByteSource.wrap(body)).hash(BodyHashes.Request.whole(canonicalization));
    }
}
