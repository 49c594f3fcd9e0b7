package org.jameslists.james39;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueName;
import org.apache.mailet.Mail;
import org.reactivestreams.Publisher;

import jakarta.mail.MessagingException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A queue that gives out a copy of what was put in, at once, and knows when nothing of it is under way any more. */
final class SpoolQueue implements MailQueue {
    private final MailQueueName name;
    private final Sinks.Many<MailQueueItem> items = Sinks.many().unicast().onBackpressureBuffer();
    private final AtomicInteger underWay = new AtomicInteger();

    SpoolQueue(MailQueueName name) {
        this.name = name;
    }

    boolean isIdle() {
        return underWay.get() == 0;
    }

    @Override
    public MailQueueName getName() {
        return name;
    }

    @Override
    public synchronized void enQueue(Mail mail) throws MailQueueException {
        try {
            Mail copy = mail.duplicate();
            copy.setName(mail.getName());
            copy.setState(mail.getState());
            underWay.incrementAndGet();
            items.tryEmitNext(new Item(copy)).orThrow();
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
        return Mono.<Void>fromCallable(() -> {
            enQueue(mail);
            return null;
        });
    }

    @Override
    public Flux<MailQueueItem> deQueue() {
        return items.asFlux();
    }

    @Override
    public void close() {
        items.tryEmitComplete();
    }

    private final class Item implements MailQueueItem {
        private final Mail mail;

        Item(Mail mail) {
            this.mail = mail;
        }

        @Override
        public Mail getMail() {
            return mail;
        }

        @Override
        public void done(CompletionStatus status) {
            underWay.decrementAndGet();
        }
    }
}
