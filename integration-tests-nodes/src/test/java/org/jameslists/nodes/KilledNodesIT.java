package org.jameslists.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes with four posts under way on each number the posts of one list, and are killed again and again. A queue gives
 * what was under way on a node to either one, and now and then a post that has its number already, as RabbitMQ does when a
 * node dies before it acknowledges.
 */
class KilledNodesIT {
    private static final int POSTS = 240;
    private static final int KILLS = 4;
    private static final String LIST = "example@ml.example.ac.jp";

    @TempDir
    Path folder;

    @Test
    void postgreSqlNumbersEachPostOnce() throws Exception {
        try (Database database = Database.postgresql()) {
            requireWholeNumbers(database.settings(), List.of());
        }
    }

    @Test
    void mariaDbNumbersEachPostOnce() throws Exception {
        try (Database database = Database.mariadb()) {
            requireWholeNumbers(database.settings(), List.of());
        }
    }

    @Test
    void cassandraNumbersEachPostOnce() throws Exception {
        Cassandra cassandra = Cassandra.shared();
        cassandra.keyspace("killed");
        requireWholeNumbers(
                "authserv-id = ml.example.ac.jp\nstore = cassandra\n",
                List.of(Integer.toString(cassandra.port()), "killed"));
    }

    private void requireWholeNumbers(String settings, List<String> arguments) throws Exception {
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/list-authentication.properties"), settings, StandardCharsets.UTF_8);
        Posts posts = new Posts(POSTS);
        Random random = new Random(POSTS);
        List<Node> nodes = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                nodes.add(new Node(posts, arguments));
            }
            for (int kill = 1; kill <= KILLS; kill++) {
                posts.awaitNumbered(POSTS * kill / (KILLS + 1));
                for (Node node : nodes) {
                    node.ready.await();
                }
                nodes.remove(random.nextInt(2)).kill();
                nodes.add(new Node(posts, arguments));
            }
            posts.awaitNumbered(POSTS);
        } finally {
            for (Node node : nodes) {
                node.kill();
            }
        }

        assertThat(posts.contradictions).isEmpty();
        assertThat(posts.numbers.values())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, POSTS).boxed().toList());
    }

    /** The queue that the nodes share. */
    private static final class Posts {
        private static final long LONGEST_MINUTES = 2;

        private final Deque<String> waiting = new ArrayDeque<>();
        private final Map<String, Long> numbers = new ConcurrentHashMap<>();
        private final List<String> contradictions = new ArrayList<>();
        private final Random random = new Random(1);

        Posts(int count) {
            IntStream.range(0, count).forEach(i -> waiting.add("post-" + i));
        }

        /** The next post; while there is none, waits until all have numbers. */
        synchronized String next() throws InterruptedException {
            while (waiting.isEmpty()) {
                wait();
            }
            return waiting.removeFirst();
        }

        synchronized void giveBack(Collection<String> posts) {
            posts.forEach(waiting::addFirst);
            notifyAll();
        }

        synchronized void numbered(String line) {
            String post = line.substring(0, line.indexOf(' '));
            String number = line.substring(post.length() + 1);
            if (!number.matches("\\d+")) {
                contradictions.add(line);
                return;
            }
            Long before = numbers.put(post, Long.valueOf(number));
            if (before != null && before != Long.parseLong(number)) {
                contradictions.add(post + " got " + before + " and " + number);
            }
            if (before == null && random.nextInt(10) == 0) {
                waiting.addFirst(post);
            }
            notifyAll();
        }

        synchronized void awaitNumbered(int count) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(LONGEST_MINUTES);
            while (numbers.size() < count && System.nanoTime() < end) {
                wait(TimeUnit.MINUTES.toMillis(LONGEST_MINUTES));
            }
            assertThat(numbers).as("posts with numbers; %s", contradictions).hasSizeGreaterThanOrEqualTo(count);
        }
    }

    /** A node, and what it has of the queue. */
    private final class Node {
        private static final int UNDER_WAY = 6;

        private final Posts posts;
        private final Process process;
        private final CountDownLatch ready = new CountDownLatch(1);
        private final Set<String> underWay = new LinkedHashSet<>();
        private final Thread feeder;
        private final Thread reader;

        Node(Posts posts, List<String> arguments) throws IOException {
            this.posts = posts;
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx128m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    NumberingNode.class.getName(),
                    folder.toString(),
                    LIST));
            command.addAll(arguments);
            this.process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            this.feeder = thread(this::feed);
            this.reader = thread(this::read);
        }

        private Thread thread(Runnable work) {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            thread.start();
            return thread;
        }

        private void feed() {
            try (Writer in = process.outputWriter(StandardCharsets.UTF_8)) {
                ready.await();
                while (process.isAlive()) {
                    awaitRoom();
                    String post = posts.next();
                    synchronized (underWay) {
                        underWay.add(post);
                    }
                    in.write(post + "\n");
                    in.flush();
                }
            } catch (IOException | InterruptedException e) {
                // The node was killed; what it had goes back to the queue.
            }
        }

        private void awaitRoom() throws InterruptedException {
            synchronized (underWay) {
                while (underWay.size() >= UNDER_WAY) {
                    underWay.wait();
                }
            }
        }

        private void read() {
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                assertThat(out.readLine()).isEqualTo(NumberingNode.READY);
                ready.countDown();
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    synchronized (underWay) {
                        underWay.remove(line.substring(0, line.indexOf(' ')));
                        underWay.notifyAll();
                    }
                    posts.numbered(line);
                }
            } catch (IOException e) {
                // The node was killed in the middle of a line: that post is still under way.
            }
        }

        /** Kills it as kill -9 does, and gives back what was under way. */
        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
            feeder.interrupt();
            feeder.join();
            reader.join();
            posts.giveBack(underWay);
        }
    }
}
