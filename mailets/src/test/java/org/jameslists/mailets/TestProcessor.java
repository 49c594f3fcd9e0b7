package org.jameslists.mailets;

import java.util.List;

import javax.mail.MessagingException;

import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.apache.mailet.Matcher;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.apache.mailet.base.test.FakeMatcherConfig;
import org.jameslists.james.Samples;
import org.jameslists.james.Samples.Sample;
import org.jameslists.james.TestJames;

/** The mailet elements of a processor as an operator writes them, in the order in which James goes through them. */
final class TestProcessor {
    private final TestJames james;
    private final MailetContext context;
    private final List<Sample> elements;

    TestProcessor(TestJames james, MailetContext context, String xml) {
        this.james = james;
        this.context = context;
        this.elements = Samples.in(xml);
    }

    /** Goes through all of them, until one sends the mail to another processor. */
    <M extends Mail> M process(M mail) throws Exception {
        String state = mail.getState();
        for (Sample element : elements) {
            if (mail.getState().equals(state) && matches(element, mail)) {
                if (element.mailet().equals("ToProcessor")) {
                    mail.setState(element.parameters().get("processor"));
                } else {
                    mailet(element).service(mail);
                }
            }
        }
        return mail;
    }

    /** Makes each of them, as James does when it starts. */
    void load() throws Exception {
        for (Sample element : elements) {
            if (isOurs(element.matcher())) {
                matcher(element);
            }
            if (isOurs(element.mailet())) {
                mailet(element);
            }
        }
    }

    private static boolean isOurs(String className) {
        return className.startsWith("org.jameslists.");
    }

    private boolean matches(Sample element, Mail mail) throws Exception {
        return element.matcher().equals("All") || !matcher(element).match(mail).isEmpty();
    }

    private Matcher matcher(Sample element) throws ClassNotFoundException, MessagingException {
        Matcher matcher = james.instance(Class.forName(element.matcher()).asSubclass(Matcher.class));
        FakeMatcherConfig.Builder config =
                FakeMatcherConfig.builder().matcherName(element.matcher()).mailetContext(context);
        if (element.condition() != null) {
            config.condition(element.condition());
        }
        matcher.init(config.build());
        return matcher;
    }

    private ListMailet mailet(Sample element) throws ClassNotFoundException, MessagingException {
        FakeMailetConfig.Builder config =
                FakeMailetConfig.builder().mailetName(element.mailet()).mailetContext(context);
        element.parameters().forEach(config::setProperty);
        ListMailet mailet = james.instance(Class.forName(element.mailet()).asSubclass(ListMailet.class));
        mailet.init(config.build());
        return mailet;
    }
}
