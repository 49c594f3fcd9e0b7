package org.jameslists.forecast;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.mail.Message;

import com.google.common.io.MoreFiles;

/** The mails that reached an end of the container. */
final class Arrivals {
    private final Path folder;
    private final List<Copy> copies = new ArrayList<>();

    /** Stores the messages in a folder, so that a large one takes no memory. */
    Arrivals(Path folder) {
        this.folder = folder;
    }

    /** Records a mail. */
    void add(Mail mail, boolean leaves) throws MessagingException {
        String reason = ListAttributes.get(mail, ListAttributes.REASON)
                .or(() -> Optional.ofNullable(mail.getErrorMessage()))
                .orElse("");
        try {
            Path kept = Files.createTempFile(folder, "copy", ".eml");
            MailMessage.read(mail).content().copyTo(MoreFiles.asByteSink(kept));
            List<String> recipients =
                    mail.getRecipients().stream().map(MailAddress::asString).toList();
            copies.add(new Copy(
                    leaves,
                    mail.getState(),
                    mail.getMaybeSender().asString(""),
                    recipients,
                    Message.read(MoreFiles.asByteSource(kept)),
                    reason));
        } catch (IOException e) {
            throw new MessagingException("cannot store " + mail.getName(), e);
        }
    }

    List<Copy> all() {
        return List.copyOf(copies);
    }
}
