package org.jameslists.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import javax.mail.MessagingException;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What a post of 10 kB to 10,000 members costs where they are in James' own table in memory, from {@code ExpandMembers} to
 * {@code Freeze}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MemoryTableBenchmark {
    private static final int MEMBERS = 10_000;
    private static final int OCTETS = 10_000;

    private ListScene scene;

    /** Puts them on the list. */
    @Setup
    public void subscribe() throws IOException, MessagingException {
        scene = ListScene.inMemoryTable(MEMBERS, OCTETS);
    }

    /** Expands, signs, seals and freezes. */
    @Benchmark
    public int memoryTable() throws IOException, MessagingException {
        return scene.recipients();
    }
}
