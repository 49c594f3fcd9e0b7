package org.jameslists.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.jameslists.dkim.DkimSigner;
import org.jameslists.mail.Message;
import org.jameslists.signature.KeyFormatException;
import org.jameslists.signature.PemKeys;
import org.jameslists.signature.SigningIdentity;

/** Signs the message on standard input, and writes it to standard output. A message of any size takes little memory. */
public final class SigningFilter {
    private SigningFilter() {}

    /** Runs with {@code DOMAIN SELECTOR KEYFILE}; the exit status is 0 if the message is signed. */
    public static void main(String[] arguments) throws IOException, KeyFormatException {
        if (arguments.length != 3) {
            System.err.println("usage: SigningFilter DOMAIN SELECTOR KEYFILE < MESSAGE > SIGNED");
            System.exit(2);
        }
        SigningIdentity by =
                new SigningIdentity(arguments[0], arguments[1], PemKeys.RECOMMENDED.read(Path.of(arguments[2])));
        // A signature stands before what it signs, so the message is read twice.
        Path copy = Files.createTempFile("message", ".eml");
        try {
            Files.copy(System.in, copy, StandardCopyOption.REPLACE_EXISTING);
            DkimSigner.create().signed(Message.read(copy), by).writeTo(System.out);
            System.out.flush();
        } finally {
            Files.delete(copy);
        }
    }
}
