package org.jameslists.nodes;

import org.apache.james.JamesServerMain;
import org.apache.james.MemoryJamesConfiguration;
import org.apache.james.MemoryJamesServerMain;

/**
 * A node of a distributed James 3.8.1. Maven Central has no distributed application of 3.8.1, but the parts it is made of:
 * this is James' memory application, in which domains, groups, mail repositories, message contents and queues are those of
 * the distributed one. Users and mailboxes stay in memory: lists need neither.
 *
 * <p>It reads {@code conf/cassandra.properties} and {@code conf/rabbitmq.properties}, as James does.
 */
public final class DistributedNode {
    private DistributedNode() {}

    /** Starts it in the folder that {@code -Dworking.directory} names. */
    public static void main(String[] arguments) throws Exception {
        MemoryJamesConfiguration configuration = MemoryJamesConfiguration.builder()
                .useWorkingDirectoryEnvProperty()
                .build();
        JamesServerMain.main(MemoryJamesServerMain.createServer(configuration)
                .overrideWith(new CassandraParts(), new RabbitMqParts()));
    }
}
