package org.jameslists.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.mail.MessagingException;

import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.api.RecipientRewriteTableConfiguration;
import org.apache.james.rrt.lib.Mapping;
import org.apache.james.rrt.lib.MappingSource;
import org.apache.james.rrt.lib.MappingsImpl;
import org.apache.james.rrt.memory.MemoryRecipientRewriteTable;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.james.lists.ListState;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.reception.Reception;
import org.jameslists.james.reception.ReceptionResults;
import org.jameslists.james.settings.SigningKeys;
import org.jameslists.mailets.ArcSeal;
import org.jameslists.mailets.DkimResign;
import org.jameslists.mailets.ExpandMembers;
import org.jameslists.mailets.Freeze;
import org.jameslists.mailets.ListMailet;
import org.jameslists.mailets.Verp;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.results.MethodResult;
import org.jameslists.signature.SigningIdentity;

import com.google.inject.Guice;
import com.google.inject.Injector;

/** A list with its members in a RecipientRewriteTable, and the mailets from the members on to the freeze. */
final class ListScene {
    private static final String DOMAIN = "ml.example.ac.jp";
    private static final String LIST = "many@" + DOMAIN;

    private final List<ListMailet> mailets = new ArrayList<>();
    private final byte[] post;
    private int sent;

    /** With a table that finds an address by key, as those in databases do. */
    ListScene(int members, int octets) throws IOException, MessagingException {
        this(indexed(members), octets, false);
    }

    /** With a link for each member, and so a mail. */
    static ListScene withLinks(int members, int octets) throws IOException, MessagingException {
        return new ListScene(indexed(members), octets, true);
    }

    private ListScene(RecipientRewriteTable table, int octets, boolean links) throws IOException, MessagingException {
        post = Posts.post(octets).content().read();
        Injector injector = Guice.createInjector(binder -> {
            binder.bind(FileSystem.class).to(SettingsOnly.class);
            binder.bind(DomainList.class).toInstance(new OneDomain(Domain.of(DOMAIN)));
            binder.bind(RecipientRewriteTable.class).toProvider(() -> table);
            binder.bind(ListState.class).to(NoState.class);
            binder.bind(MetricFactory.class).toInstance(new RecordingMetricFactory());
            binder.bind(SigningKeys.class).toInstance(new OneKey(new Signers().list));
        });
        add(injector.getInstance(ExpandMembers.class), Map.of());
        if (links) {
            add(injector.getInstance(Verp.class), Map.of("processor", SettingsOnly.MEMBER, "atOnce", "true"));
            return;
        }
        add(injector.getInstance(DkimResign.class), Map.of("domains", DOMAIN, "selectors", "list"));
        add(injector.getInstance(ArcSeal.class), Map.of("domains", DOMAIN, "selector", "list"));
        add(injector.getInstance(Freeze.class), Map.of());
    }

    /** With James' own table in memory, which looks at all it holds to find an address. */
    static ListScene inMemoryTable(int members, int octets) throws IOException, MessagingException {
        MemoryRecipientRewriteTable table = new MemoryRecipientRewriteTable();
        table.setConfiguration(RecipientRewriteTableConfiguration.DEFAULT_ENABLED);
        MappingSource list = MappingSource.parse(LIST);
        members(members).forEach(member -> table.addMapping(list, member));
        return new ListScene(table, octets, false);
    }

    private static IndexedTable indexed(int members) {
        IndexedTable table = new IndexedTable();
        table.setConfiguration(RecipientRewriteTableConfiguration.DEFAULT_ENABLED);
        table.put(MappingSource.parse(LIST), MappingsImpl.fromMappings(members(members)));
        return table;
    }

    private static Stream<Mapping> members(int count) {
        return IntStream.range(0, count).mapToObj(i -> Mapping.group("member" + i + "@example.org"));
    }

    private record OneKey(SigningIdentity identity) implements SigningKeys {
        @Override
        public boolean has(String domain, String selector) {
            return true;
        }

        @Override
        public SigningIdentity identity(String domain, String selector) {
            return identity;
        }
    }

    private void add(ListMailet mailet, Map<String, String> parameters) throws MessagingException {
        FakeMailetConfig.Builder config = FakeMailetConfig.builder().mailetContext(context());
        parameters.forEach(config::setProperty);
        mailet.init(config.build());
        mailets.add(mailet);
    }

    /** Counts the mails that leave, and writes each out once, as a queue does. */
    private MailetContext context() {
        return (MailetContext) Proxy.newProxyInstance(
                ListScene.class.getClassLoader(), new Class<?>[] {MailetContext.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("sendMail")) {
                        ((Mail) arguments[0]).getMessage().writeTo(OutputStream.nullOutputStream());
                        sent++;
                    }
                    return null;
                });
    }

    /** How many mails have left, each for one member. */
    int sent() {
        return sent;
    }

    /** Nobody left. */
    private static final class NoState implements ListState {
        @Override
        public Optional<String> read(Key key) {
            return Optional.empty();
        }

        @Override
        public boolean replace(Key key, Optional<String> expected, Optional<String> next) {
            return true;
        }

        @Override
        public List<String> names(String purpose, MailAddress list) {
            return List.of();
        }
    }

    /** The post as it comes from the edits, brought to where it leaves; to be disposed of. */
    MailImpl process() throws MessagingException, IOException {
        MailImpl mail = MailImpl.builder()
                .name(MailImpl.getId())
                .sender("author@example.ne.jp")
                .addRecipient(LIST)
                .build();
        mail.setMessageContent(MimeMessageInputStreamSource.create(mail.getName(), new ByteArrayInputStream(post)));
        ListAttributes.set(mail, ListAttributes.LIST, LIST);
        ReceptionResults.set(
                mail,
                MailMessage.read(mail).header(),
                new Reception(
                        AuthenticationResults.of(DOMAIN, MethodResult.of("arc", "none")),
                        new AuthorStanding.Authenticated("measured")));
        for (ListMailet mailet : mailets) {
            mailet.service(mail);
        }
        return mail;
    }

    /** As {@link #process()}, and disposes of the mail: how many members it went to. */
    int recipients() throws MessagingException, IOException {
        int before = sent;
        MailImpl mail = process();
        try {
            return mail.getRecipients().size() + sent - before;
        } finally {
            LifecycleUtil.dispose(mail);
        }
    }
}
