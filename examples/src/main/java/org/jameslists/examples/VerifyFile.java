package org.jameslists.examples;

import java.io.IOException;
import java.nio.file.Path;

import org.jameslists.authentication.Authentication;
import org.jameslists.authentication.Authenticator;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.authentication.SmtpClient;
import org.jameslists.mail.Message;

/** Verifies the message in a file, and prints an Authentication-Results field and what the author's name is worth. */
public final class VerifyFile {
    private VerifyFile() {}

    /** Runs with {@code FILE [ADDRESS HELO MAIL-FROM]}; the exit status is 0, 1, 2 (usage) or 3 (no answer). */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1 && arguments.length != 4) {
            System.err.println("usage: VerifyFile FILE [ADDRESS HELO MAIL-FROM]");
            System.exit(2);
        }
        Message message = Message.read(Path.of(arguments[0]));
        Authenticator authenticator = Authenticator.create();
        Authentication found = arguments.length == 1
                ? authenticator.authenticate(message)
                : authenticator.authenticate(message, SmtpClient.of(arguments[1], arguments[2], arguments[3]));
        AuthorStanding standing = found.standing();
        System.out.println("Authentication-Results: " + found.results("localhost"));
        System.out.println(standing.word() + ": " + standing.reason());
        if (!(standing instanceof AuthorStanding.Authenticated)) {
            System.exit(standing instanceof AuthorStanding.Unknown ? 3 : 1);
        }
    }
}
