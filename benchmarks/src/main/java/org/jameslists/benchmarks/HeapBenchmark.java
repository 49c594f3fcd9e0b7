package org.jameslists.benchmarks;

import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

import org.jameslists.dkim.DkimVerifier;
import org.jameslists.mail.Message;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Heap that a message of 50 MB takes: run with the profiler {@code gc}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class HeapBenchmark {
    private final Signers signers = new Signers();
    private final DkimVerifier verifier = new DkimVerifier(signers.dns, InstantSource.system());
    private Message post;
    private Message signed;

    /** Makes a message whose body takes no heap itself. */
    @Setup
    public void make() throws IOException {
        post = Posts.streamed(50_000_000);
        signed = signers.sign(post);
    }

    /** Signs it. */
    @Benchmark
    public Object sign() throws IOException {
        return signers.sign(post);
    }

    /** Verifies it. */
    @Benchmark
    public Object verify() throws IOException {
        return verifier.verify(signed);
    }
}
