package org.jameslists.matchers;

import java.nio.file.Path;

import javax.mail.MessagingException;

import org.apache.james.server.core.MailImpl;
import org.apache.mailet.base.test.FakeMatcherConfig;
import org.jameslists.james.SampleJames;
import org.jameslists.james.TestJames;
import org.jameslists.james.TestMail;
import org.jameslists.james.TestReception;
import org.jameslists.james.mail.ListAttributes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A James, one list, and matchers with their conditions. */
abstract class MatcherTest {
    static final String LIST = "example@ml.example.ac.jp";

    @TempDir
    Path folder;

    TestJames james;

    @BeforeEach
    void startJames() throws Exception {
        james = SampleJames.in(folder);
    }

    <T extends ListMatcher> T matcher(Class<T> type, String condition) throws MessagingException {
        T matcher = james.instance(type);
        matcher.init(FakeMatcherConfig.builder()
                .matcherName(type.getSimpleName())
                .condition(condition)
                .build());
        return matcher;
    }

    /** A post of this author, from another envelope sender. */
    static MailImpl from(String from) throws MessagingException {
        return post("From: " + from + "\r\n\r\nHello\r\n");
    }

    /** A post with these octets, by an authenticated author. */
    static MailImpl post(String octets) throws MessagingException {
        MailImpl mail = TestMail.of(octets, "bounce@example.com", LIST);
        ListAttributes.set(mail, ListAttributes.LIST, LIST);
        TestReception.receive(mail, "ml.example.ac.jp; dmarc=pass");
        return mail;
    }
}
