package org.jameslists.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import org.jameslists.mail.Message;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Signing and sealing a message of 10 kB with RSA-2048, beside the RSA alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class SigningBenchmark {
    private final Signers signers = new Signers();
    private final byte[] octets = Posts.header();
    private Message post;

    /** Makes the post. */
    @Setup
    public void post() throws IOException {
        post = Posts.post(10_000);
    }

    /** One RSA signature over the bytes of a header. */
    @Benchmark
    public byte[] bareRsa() {
        return signers.key.sign(octets);
    }

    /** One DKIM signature. */
    @Benchmark
    public Message dkim() throws IOException {
        return signers.sign(post);
    }

    /** The whole mitigation: DKIM signature, ARC-Message-Signature, ARC-Seal. */
    @Benchmark
    public Message dkimAndArc() throws IOException {
        return signers.seal(signers.sign(post));
    }
}
