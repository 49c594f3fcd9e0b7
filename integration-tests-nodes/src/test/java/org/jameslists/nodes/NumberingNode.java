package org.jameslists.nodes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.apache.james.core.MailAddress;
import org.jameslists.james.TestJames;
import org.jameslists.james.lists.SerialNumbers;

import com.datastax.oss.driver.api.core.CqlSession;
import com.google.inject.Module;

/**
 * What a node does about numbers, as a process that can be killed: it reads the name of a post from each line, and prints the
 * name and the number that the post got. Several posts are under way at once.
 */
final class NumberingNode {
    /** What it prints first. */
    static final String READY = "ready";

    private static final int THREADS = 4;

    private NumberingNode() {}

    /**
     * Runs until the input ends.
     *
     * @param arguments the folder of James, the list, and for Cassandra its port and keyspace
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        MailAddress list = new MailAddress(arguments[1]);
        SerialNumbers numbers = new TestJames(Path.of(arguments[0]), parts(arguments)).instance(SerialNumbers.class);
        out.println(READY);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String post = in.readLine(); post != null; post = in.readLine()) {
            String name = post;
            threads.execute(() -> out.println(name + " " + numberOf(numbers, list, name)));
        }
        Runtime.getRuntime().halt(0);
    }

    private static Module[] parts(String[] arguments) {
        if (arguments.length < 4) {
            return new Module[0];
        }
        CqlSession session = Cassandra.session(Integer.parseInt(arguments[2]), arguments[3]);
        return new Module[] {binder -> binder.bind(CqlSession.class).toInstance(session)};
    }

    private static String numberOf(SerialNumbers numbers, MailAddress list, String post) {
        try {
            return Long.toString(numbers.numberOf(list, post));
        } catch (IOException e) {
            return "none: " + e.getMessage();
        }
    }
}
