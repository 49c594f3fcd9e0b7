package org.jameslists.forecast;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

import javax.mail.MessagingException;

import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.mailet.Mail;
import org.reactivestreams.Publisher;

/** The only queue: mails that mailets send wait here until the first mail is done. */
final class Queue implements MailQueue, MailQueueFactory<Queue> {
    private final Deque<Mail> waiting = new ArrayDeque<>();

    Optional<Mail> next() {
        return Optional.ofNullable(waiting.poll());
    }

    @Override
    public void enQueue(Mail mail) throws MailQueueException {
        try {
            Mail copy = mail.duplicate();
            copy.setState(mail.getState());
            waiting.add(copy);
        } catch (MessagingException e) {
            throw new MailQueueException("cannot copy " + mail.getName(), e);
        }
    }

    @Override
    public void enQueue(Mail mail, Duration delay) throws MailQueueException {
        enQueue(mail);
    }

    @Override
    public Publisher<Void> enqueueReactive(Mail mail) {
        throw new UnsupportedOperationException("mailets do not need this");
    }

    @Override
    public Publisher<MailQueueItem> deQueue() {
        throw new UnsupportedOperationException("there is no spooler");
    }

    @Override
    public MailQueueName getName() {
        return SPOOL;
    }

    @Override
    public void close() {}

    @Override
    public Optional<Queue> getQueue(MailQueueName name, PrefetchCount count) {
        return Optional.of(this);
    }

    @Override
    public Queue createQueue(MailQueueName name, PrefetchCount count) {
        return this;
    }

    @Override
    public Set<MailQueueName> listCreatedMailQueues() {
        return Set.of(SPOOL);
    }
}
