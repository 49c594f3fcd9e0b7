package org.jameslists.james39;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.apache.james.GuiceJamesServer;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.modules.MailetProcessingModule;
import org.apache.james.modules.server.DefaultProcessorsConfigurationProviderModule;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.james.server.core.configuration.Configuration;
import org.apache.james.utils.DataProbeImpl;
import org.apache.mailet.Mail;
import org.awaitility.Awaitility;
import org.jameslists.integration.ConfigurationFolder;
import org.jameslists.james39.Deliveries.Delivery;

/** A James 3.9.0 without protocols; mails are put into its spool. */
final class James39 implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Those of the server's own mailets that end a mail's way. */
    private static final String ENDS =
            """
            //mailet[@class='Bounce' or @class='DSNBounce' or @class='LocalDelivery' or @class='RemoteDelivery'
                or @class='ToRepository']/@class""";

    private final SpoolQueues queues = new SpoolQueues();
    private final Deliveries deliveries = new Deliveries();
    private final ConfigurationFolder folder;
    private final GuiceJamesServer server;

    private James39(ConfigurationFolder folder) {
        this.folder = folder;
        this.server = GuiceJamesServer.forConfiguration(Configuration.builder()
                        .workingDirectory(folder.workingDirectory().toFile())
                        .build())
                .combineWith(
                        new MailetProcessingModule(),
                        new DefaultProcessorsConfigurationProviderModule(),
                        new MemoryParts(queues, deliveries));
    }

    /**
     * Starts it. Of the configuration's processors all is run but the server's own mailets, which Maven Central lacks at
     * 3.9.0: those that end a mail's way have {@link Terminus} in their place, the RecipientRewriteTable is left out.
     *
     * @throws Exception as James does when it cannot start; the folder is closed then as well
     */
    static James39 start(ConfigurationFolder folder) throws Exception {
        folder.set("mailetcontainer.xml", ENDS, Terminus.class.getName());
        folder.remove("mailetcontainer.xml", "//mailet[@class='RecipientRewriteTable']");
        James39 james = new James39(folder);
        try {
            james.server.start();
            return james;
        } catch (Exception e) {
            james.close();
            throw e;
        }
    }

    /** What an operator would set over WebAdmin. */
    DataProbeImpl data() {
        return server.getProbe(DataProbeImpl.class);
    }

    /**
     * Puts a mail into the spool as reception would, waits until neither it nor what it brought about is under way any
     * more, and tells what became of it.
     */
    List<Delivery> process(String sender, String recipient, byte[] message) throws Exception {
        MimeMessageWrapper content =
                new MimeMessageWrapper(MimeMessageInputStreamSource.create("post", new ByteArrayInputStream(message)));
        MailImpl mail = MailImpl.builder()
                .name(MailImpl.getId())
                .sender(sender)
                .addRecipient(recipient)
                .state(Mail.DEFAULT)
                .mimeMessage(content)
                .build();
        try {
            queues.getQueue(MailQueueFactory.SPOOL).orElseThrow().enQueue(mail);
        } finally {
            // Mail and queue took copies.
            LifecycleUtil.dispose(mail);
            LifecycleUtil.dispose(content);
        }
        Awaitility.await().atMost(PATIENCE).until(queues::areIdle);
        return deliveries.take();
    }

    @Override
    public void close() throws IOException {
        try (folder) {
            server.stop();
        }
    }
}
