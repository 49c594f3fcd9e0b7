package org.jameslists.mailets;

import java.nio.file.Path;
import java.util.Map;

import javax.mail.MessagingException;

import org.apache.james.server.core.MailImpl;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.jameslists.james.SampleJames;
import org.jameslists.james.TestJames;
import org.jameslists.james.TestMail;
import org.jameslists.james.mail.ListAttributes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A James, one list, and mailets with their parameters. */
abstract class MailetTest {
    static final String LIST = "example@ml.example.ac.jp";

    @TempDir
    Path folder;

    final FakeMailContext context = FakeMailContext.defaultContext();
    TestJames james;

    @BeforeEach
    void startJames() throws Exception {
        james = SampleJames.in(folder);
    }

    <T extends ListMailet> T mailet(Class<T> type, Map<String, String> parameters) throws MessagingException {
        FakeMailetConfig.Builder config = FakeMailetConfig.builder().mailetContext(context);
        parameters.forEach(config::setProperty);
        T mailet = james.instance(type);
        mailet.init(config.build());
        return mailet;
    }

    /** A post that {@link ToList} has seen; one octet for each char. */
    static MailImpl post(String octets) throws MessagingException {
        MailImpl mail = TestMail.of(octets, "author@example.ne.jp", LIST);
        ListAttributes.set(mail, ListAttributes.LIST, LIST);
        return mail;
    }
}
