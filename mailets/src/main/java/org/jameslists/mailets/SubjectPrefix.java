package org.jameslists.mailets;

import java.io.IOException;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.james.lists.SerialNumbers;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.settings.Parameters;
import org.jameslists.mail.Message;

import com.google.inject.Inject;

/**
 * Puts a prefix before the Subject of each post, with the post's number if you want: {@code [example:00042]}. Marks
 * such as {@code Re:} stay first. In a reply, the new prefix replaces the old one.
 *
 * <pre>{@code
 * <mailet match="All" class="org.jameslists.mailets.SubjectPrefix">
 *   <prefix>[{list}:{serial}]</prefix>
 *   <digits>5</digits>
 * </mailet>
 * }</pre>
 */
public class SubjectPrefix extends ListMailet {
    private final SerialNumbers numbers;
    private org.jameslists.list.PrefixTemplate prefix;
    private ListNaming naming;

    /** Takes the numbers of posts from here. */
    @Inject
    public SubjectPrefix(MetricFactory metrics, SerialNumbers numbers) {
        super(metrics, "prefixed");
        this.numbers = numbers;
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        int digits = parameters.number("digits", 5, 1);
        prefix = parameters.required("prefix", template -> org.jameslists.list.PrefixTemplate.of(template, digits));
        naming = ListNaming.configure(parameters);
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        MailAddress list = ListAttributes.requireList(mail);
        Message message = MailMessage.read(mail);
        long number = prefix.isNumbered() ? number(mail, list) : 0;
        MailMessage.write(mail, message.withHeader(prefix.apply(message.header(), naming.identity(list), number)));
        step(
                mail,
                "prefixed",
                () -> number > 0 ? "is post " + number + " of list " + list.asString() : "has its Subject prefixed");
    }

    private long number(Mail mail, MailAddress list) throws MessagingException {
        try {
            return numbers.numberOf(list, mail.getName());
        } catch (IOException e) {
            throw new MessagingException(
                    "the post gets no number: cannot store the number for list " + list.asString() + ": "
                            + e.getMessage(),
                    e);
        }
    }
}
