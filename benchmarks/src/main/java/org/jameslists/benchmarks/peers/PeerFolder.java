package org.jameslists.benchmarks.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.jameslists.benchmarks.Posts;
import org.jameslists.benchmarks.Signers;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.testing.LoopbackDns;

import com.google.common.io.ByteSource;

/** The folder that all drivers are given; {@code benchmarks/peers/README.md} describes it. */
final class PeerFolder {
    /** Bytes of the bodies that are signed. */
    static final int[] SIZES = {1000, 10_000, 1_000_000};

    /** Bytes of the body that is sealed. */
    static final int SEALED = 10_000;

    private PeerFolder() {}

    /**
     * Writes the files into a folder.
     *
     * @param dns where the key's record is put
     */
    static void write(Path folder, LoopbackDns dns) throws IOException {
        String pem = Signers.newKey("RSA");
        Signers signers = new Signers(pem);
        String record = signers.key().publicRecord().toString();
        dns.txt("s1._domainkey.ml.example.ac.jp", record);
        Files.writeString(folder.resolve("key.pem"), pem, StandardCharsets.US_ASCII);
        Files.writeString(folder.resolve("record"), record, StandardCharsets.US_ASCII);
        Files.writeString(folder.resolve("dns"), dns.hostAndPort(), StandardCharsets.US_ASCII);
        for (int size : SIZES) {
            Message post = post(size);
            write(folder.resolve(size + ".eml"), post);
            write(folder.resolve(size + ".signed.eml"), signers.sign(post));
        }
        Message post = post(SEALED);
        HeaderField results = HeaderField.of("Authentication-Results", "ml.example.ac.jp; arc=none");
        Message unsealed = post.withHeader(post.header().prepend(results));
        write(folder.resolve("unsealed.eml"), unsealed);
        write(folder.resolve("sealed.eml"), signers.seal(unsealed));
    }

    /** With whole lines only, since SMTP brings no others and libopendkim takes no others. */
    private static Message post(int size) throws IOException {
        byte[] content = Posts.post(size).content().read();
        int end = content.length;
        while (content[end - 1] != '\n') {
            end--;
        }
        return Message.read(ByteSource.wrap(Arrays.copyOf(content, end)));
    }

    private static void write(Path file, Message message) throws IOException {
        Files.write(file, message.content().read());
    }
}
