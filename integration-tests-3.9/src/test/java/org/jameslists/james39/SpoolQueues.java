package org.jameslists.james39;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueName;

/** The queues of one server. */
final class SpoolQueues implements MailQueueFactory<SpoolQueue> {
    private final Map<MailQueueName, SpoolQueue> queues = new ConcurrentHashMap<>();

    @Override
    public Optional<SpoolQueue> getQueue(MailQueueName name, PrefetchCount count) {
        return Optional.ofNullable(queues.get(name));
    }

    @Override
    public SpoolQueue createQueue(MailQueueName name, PrefetchCount count) {
        return queues.computeIfAbsent(name, SpoolQueue::new);
    }

    @Override
    public Set<MailQueueName> listCreatedMailQueues() {
        return Set.copyOf(queues.keySet());
    }

    boolean areIdle() {
        return queues.values().stream().allMatch(SpoolQueue::isIdle);
    }
}
