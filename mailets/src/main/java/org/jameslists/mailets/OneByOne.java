package org.jameslists.mailets;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.mail.QueueableMessage;
import org.jameslists.mail.Message;

import com.google.common.collect.ImmutableList;

/** Gives some recipients of a mail a separate mail each, which goes elsewhere. */
final class OneByOne {
    private OneByOne() {}

    /** What to do with the mail for one recipient. */
    @FunctionalInterface
    interface Handling {
        /**
         * Sets the mail's processor and writes its message.
         *
         * @param mail the mail for {@code recipient} alone; it may have no message yet
         * @param message what to write into it, changed or not
         */
        void handle(Mail mail, Message message, MailAddress recipient) throws MessagingException;
    }

    /**
     * Handles these recipients; the last of them in the mail itself if it has no others. A recipient that has its copy
     * is removed from the mail, so a retry cannot send it twice.
     *
     * @param others the recipients that stay with the mail
     */
    static void handle(
            MailetContext context,
            Mail mail,
            Message message,
            Collection<MailAddress> taken,
            Collection<MailAddress> others,
            Handling handling)
            throws MessagingException {
        List<MailAddress> left = new ArrayList<>(taken);
        left.addAll(others);
        mail.setRecipients(left);
        for (MailAddress recipient : taken) {
            if (left.size() == 1) {
                handling.handle(mail, message, recipient);
            } else {
                sendCopy(context, mail, QueueableMessage.of(message), recipient, handling);
                left.remove(recipient);
                mail.setRecipients(left);
            }
        }
    }

    private static void sendCopy(
            MailetContext context, Mail mail, Message message, MailAddress recipient, Handling handling)
            throws MessagingException {
        MailImpl copy = MailImpl.duplicateWithoutMessage(mail).build();
        try {
            copy.setRecipients(ImmutableList.of(recipient));
            MailMessage.lend(copy, message);
            handling.handle(copy, message, recipient);
            context.sendMail(copy);
        } finally {
            LifecycleUtil.dispose(copy);
        }
    }
}
