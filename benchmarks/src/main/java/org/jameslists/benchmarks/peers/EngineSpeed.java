package org.jameslists.benchmarks.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.jameslists.arc.ArcValidator;
import org.jameslists.arc.ChainValidation;
import org.jameslists.benchmarks.Signers;
import org.jameslists.dkim.DkimResult;
import org.jameslists.dkim.DkimVerifier;
import org.jameslists.mail.Message;
import org.jameslists.signature.SigningKey;

import com.google.common.io.ByteSource;

/**
 * The driver of the engine itself; {@code benchmarks/peers/README.md} describes drivers. It also tells what a bare signature
 * costs, of this JVM's RSA and of its Ed25519: {@code rsa 0 TIMES-A-SECOND}.
 */
public final class EngineSpeed {
    private static final int HASHED = 500;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Path folder;
    private final double seconds;

    private EngineSpeed(Path folder, double seconds) {
        this.folder = folder;
        this.seconds = seconds;
    }

    private interface Work {
        /** Does it once, and tells whether the result is right. */
        boolean done() throws IOException;
    }

    /** Measures; see the class. */
    public static void main(String[] arguments) throws IOException {
        new EngineSpeed(Path.of(arguments[0]), Double.parseDouble(arguments[1])).measure();
    }

    private void measure() throws IOException {
        String pem = Files.readString(folder.resolve("key.pem"), StandardCharsets.US_ASCII);
        Signers signers = new Signers(pem);
        DkimVerifier verifier = new DkimVerifier(signers.dns(), InstantSource.system());
        ArcValidator validator = new ArcValidator(signers.dns(), InstantSource.system());
        bare("rsa", signers.key());
        bare("ed25519", new Signers(Signers.newKey("Ed25519")).key());
        for (int size : PeerFolder.SIZES) {
            ByteSource unsigned = read(size + ".eml");
            ByteSource signed = read(size + ".signed.eml");
            measure("sign", size, () -> signers.sign(Message.read(unsigned))
                    .header()
                    .first("DKIM-Signature")
                    .isPresent());
            measure("verify", size, () -> {
                List<DkimResult> results = verifier.verify(Message.read(signed));
                return results.size() == 1 && results.get(0).result().passed();
            });
        }
        ByteSource unsealed = read("unsealed.eml");
        ByteSource sealed = read("sealed.eml");
        measure("seal", PeerFolder.SEALED, () -> signers.seal(Message.read(unsealed))
                .header()
                .first("ARC-Seal")
                .isPresent());
        measure(
                "validate",
                PeerFolder.SEALED,
                () -> validator.validate(Message.read(sealed)).status() == ChainValidation.PASS);
    }

    /** As many threads at once as there are processors: that is how a busy server signs. */
    private void bare(String name, SigningKey key) {
        byte[] data = new byte[HASHED];
        List<CompletableFuture<Double>> threads = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> perSecond(name, 0, () -> key.sign(data).length > 0)))
                .limit(Runtime.getRuntime().availableProcessors())
                .toList();
        double average =
                threads.stream().mapToDouble(CompletableFuture::join).average().orElseThrow();
        print(name, 0, average);
    }

    private ByteSource read(String file) throws IOException {
        return ByteSource.wrap(Files.readAllBytes(folder.resolve(file)));
    }

    private void measure(String task, int size, Work work) {
        print(task, size, perSecond(task, size, work));
    }

    private static void print(String task, int size, double perSecond) {
        System.out.printf(Locale.ROOT, "%s %d %f%n", task, size, perSecond);
    }

    private double perSecond(String task, int size, Work work) {
        try {
            long warm = THREADS.getCurrentThreadCpuTime() + (long) (seconds * 1e9);
            while (THREADS.getCurrentThreadCpuTime() < warm) {
                if (!work.done()) {
                    throw new IllegalStateException(task + " of " + size + " bytes gave a wrong result");
                }
            }
            long rounds = 0;
            long start = THREADS.getCurrentThreadCpuTime();
            long now = start;
            while (now < start + (long) (seconds * 1e9)) {
                work.done();
                rounds++;
                now = THREADS.getCurrentThreadCpuTime();
            }
            return rounds * 1e9 / (now - start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
