package org.jameslists.mailets;

import javax.mail.MessagingException;

import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.settings.Parameters;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;

import com.google.inject.Inject;

/**
 * Reports in a header field, the log and a metric what a list would do to a post, and changes nothing else. Use it in
 * place of {@link MungeFrom} or another mailet to see how many posts that mailet would affect.
 *
 * <pre>{@code
 * <mailet match="org.jameslists.matchers.IsDmarcRejectSender" class="org.jameslists.mailets.ReportOnly">
 *   <would>munge-from</would>
 *   <field>X-List-Authentication-Report</field>
 * </mailet>
 * }</pre>
 */
public class ReportOnly extends ListMailet {
    private String would;
    private String field;

    /** Counts with these metrics. */
    @Inject
    public ReportOnly(MetricFactory metrics) {
        super(metrics);
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        would = parameters.required("would", ReportOnly::requireWord);
        declare(would);
        field = parameters
                .optional("field", name -> HeaderField.of(name, "").name())
                .orElse("X-List-Authentication-Report");
    }

    private static String requireWord(String text) {
        if (!text.matches("[A-Za-z0-9-]{1,40}")) {
            throw new IllegalArgumentException("not a word of letters, digits and hyphens");
        }
        return text;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        ListAttributes.requireList(mail);
        String report = "would=" + would
                + part(mail, "; author-domain=", ListAttributes.DMARC_DOMAIN)
                + part(mail, "; policy=", ListAttributes.DMARC_POLICY);
        Message message = MailMessage.read(mail);
        MailMessage.write(mail, message.withHeader(message.header().prepend(HeaderField.of(field, report))));
        note(
                mail,
                would,
                () -> "would be met with " + would
                        + PostTemplate.reason(mail).map(reason -> ": " + reason).orElse(""));
    }

    private static String part(Mail mail, String before, AttributeName attribute) {
        return ListAttributes.get(mail, attribute).map(before::concat).orElse("");
    }
}
