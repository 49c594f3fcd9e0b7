package org.jameslists.administration;

import javax.mail.MessagingException;

import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.queue.api.MailQueue.MailQueueException;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.server.core.MailImpl;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.mail.QueueableMessage;
import org.jameslists.mail.Message;

import com.google.inject.Inject;

/** James' queue of mails to process. */
final class Spool {
    private final MailQueueFactory<?> queues;

    @Inject
    Spool(MailQueueFactory<?> queues) {
        this.queues = queues;
    }

    /** Gives a mail its message and puts it into the queue. It is in the queue when this returns. */
    void put(MailImpl mail, Message message) throws MessagingException {
        try {
            MailMessage.write(mail, QueueableMessage.of(message));
            queues.getQueue(MailQueueFactory.SPOOL)
                    .orElseThrow(
                            () -> new MessagingException("James has no queue " + MailQueueFactory.SPOOL.asString()))
                    .enQueue(mail);
        } catch (MailQueueException e) {
            throw new MessagingException("James' queue does not accept " + mail.getName() + ": " + e.getMessage(), e);
        } finally {
            LifecycleUtil.dispose(mail);
        }
    }
}
