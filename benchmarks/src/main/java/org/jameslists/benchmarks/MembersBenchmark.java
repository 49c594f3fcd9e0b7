package org.jameslists.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import javax.mail.MessagingException;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What a post of 1 MB costs by the number of members, from {@code ExpandMembers} to {@code Freeze}: run with the
 * profiler {@code gc}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MembersBenchmark {
    private static final int OCTETS = 1_000_000;

    /** How many members the list has. */
    @Param({"1", "100", "1000", "10000"})
    public int count;

    private ListScene scene;

    /** Puts them on the list. */
    @Setup
    public void subscribe() throws IOException, MessagingException {
        scene = new ListScene(count, OCTETS);
    }

    /** Expands, signs, seals and freezes. */
    @Benchmark
    public int members() throws IOException, MessagingException {
        return scene.recipients();
    }
}
