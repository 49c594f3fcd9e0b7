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
 * What a post of 10 kB costs by the number of members with a link each, from {@code ExpandMembers} to the last mail that is
 * signed, sealed and frozen: run with the profiler {@code gc}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class MemberLinksBenchmark {
    private static final int OCTETS = 10_000;

    /** How many members the list has. */
    @Param({"100", "1000", "10000"})
    public int count;

    private ListScene scene;

    /** Puts them on the list. */
    @Setup
    public void subscribe() throws IOException, MessagingException {
        scene = ListScene.withLinks(count, OCTETS);
    }

    /** Makes, signs, seals and freezes a mail for each. */
    @Benchmark
    public int links() throws IOException, MessagingException {
        return scene.recipients();
    }
}
