package org.jameslists.matchers;

import java.util.List;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.settings.AddressPattern;
import org.jameslists.james.settings.Parameters;

/**
 * Matches mail that goes to any list, or to one of the named lists. Use it to give a list with different settings its
 * own processor:
 *
 * <pre>{@code
 * <mailet match="org.jameslists.matchers.IsListMail=lists=announce@ml.example.ac.jp, *@news.example.org"
 *         class="ToProcessor">
 *   <processor>announce</processor>
 * </mailet>
 * }</pre>
 */
public class IsListMail extends ListMatcher {
    private List<AddressPattern> lists;

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        lists = parameters.each("lists", AddressPattern::parse);
    }

    @Override
    protected boolean matches(Mail mail) throws MessagingException {
        Optional<MailAddress> list = ListAttributes.list(mail);
        return list.isPresent() && (lists.isEmpty() || lists.stream().anyMatch(pattern -> pattern.matches(list.get())));
    }
}
