package org.jameslists.forecast;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.XMLConfiguration;
import org.apache.commons.configuration2.io.FileHandler;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.mailetcontainer.impl.CompositeProcessorImpl;
import org.apache.james.mailetcontainer.impl.JamesMailetContext;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.jameslists.authentication.SmtpClient;
import org.jameslists.forecast.ContainerModule.Surroundings;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import com.google.common.net.InetAddresses;
import com.google.inject.Guice;
import com.google.inject.Injector;

/** James' mailet container with the processors of a configuration folder, but without a server. */
final class MailetContainer implements AutoCloseable {
    private static final String FILE = "mailetcontainer.xml";

    /** Mails that a mailet sends are processed, too. This limit stops a configuration that sends without end. */
    private static final int MOST_MAILS = 1000;

    private static final SmtpClient ANY_SERVER = new SmtpClient(InetAddresses.forString("192.0.2.1"), "", "");

    private final Path working;
    private final Queue queue;
    private final Arrivals arrivals;
    private final CompositeProcessorImpl processors;

    private MailetContainer(Path conf, Path working, ForecastPost post, Surroundings surroundings) throws Exception {
        ContainerModule module = new ContainerModule(new Folders(conf, working), post, surroundings);
        this.working = working;
        this.queue = module.queue();
        this.arrivals = module.arrivals();
        HierarchicalConfiguration<ImmutableNode> file = read(conf.resolve(FILE));
        Injector injector = Guice.createInjector(module);
        injector.getInstance(JamesMailetContext.class).configure(file.configurationAt("context"));
        this.processors = injector.getInstance(CompositeProcessorImpl.class);
        processors.configure(file.configurationAt("processors"));
        processors.init();
    }

    /**
     * Starts one.
     *
     * @param conf James' {@code conf} folder; it is only read
     * @throws ConfigurationException if James would refuse it
     */
    static MailetContainer start(Path conf, ForecastPost post, Surroundings surroundings)
            throws IOException, ConfigurationException {
        Path working = Files.createTempDirectory("forecast");
        try {
            return new MailetContainer(conf, working, post, surroundings);
        } catch (Exception e) {
            delete(working);
            throw ConfigurationException.of(FILE, e);
        }
    }

    private static HierarchicalConfiguration<ImmutableNode> read(Path file) throws Exception {
        XMLConfiguration configuration = new XMLConfiguration();
        try (InputStream in = Files.newInputStream(file)) {
            new FileHandler(configuration).load(in);
        }
        for (HierarchicalConfiguration<ImmutableNode> processor :
                configuration.configurationsAt("processors.processor", true)) {
            processor.setProperty("[@enableJmx]", false);
        }
        configuration.setProperty("processors[@enableJmx]", false);
        return configuration;
    }

    /**
     * Runs the processors on a post, and on whatever mails they send.
     *
     * @return the mails that reached an end, in order; their messages can be read until this container is closed
     */
    List<Copy> process(ForecastPost post) throws IOException, MessagingException {
        processors.service(mail(post));
        for (int count = 0; count < MOST_MAILS; count++) {
            Optional<Mail> next = queue.next();
            if (next.isEmpty()) {
                return arrivals.all();
            }
            processors.service(next.get());
        }
        throw new MessagingException("the processors sent more than " + MOST_MAILS + " mails");
    }

    private static MailImpl mail(ForecastPost post) throws IOException, MessagingException {
        SmtpClient client = post.client().orElse(ANY_SERVER);
        String sender =
                post.client().map(SmtpClient::reversePath).orElse(post.author().asString());
        MailImpl.Builder builder =
                MailImpl.builder().name(MailImpl.getId()).state(Mail.DEFAULT).addRecipient(post.list());
        MailImpl mail = (sender.isEmpty() ? builder : builder.sender(sender)).build();
        try (InputStream content = post.message().content().openStream()) {
            mail.setMessageContent(MimeMessageInputStreamSource.create(mail.getName(), content));
        }
        mail.setRemoteAddr(InetAddresses.toAddrString(client.address()));
        mail.setRemoteHost(client.helo());
        mail.setAttribute(new Attribute(Mail.SMTP_SESSION_ID, AttributeValue.of("forecast")));
        mail.setAttribute(new Attribute(Mail.SMTP_HELO, AttributeValue.of(client.helo())));
        return mail;
    }

    private static void delete(Path folder) throws IOException {
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }

    @Override
    public void close() throws IOException {
        processors.dispose();
        delete(working);
    }
}
