package org.jameslists.mailets;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.james.lists.ListDirectory;
import org.jameslists.james.lists.PostGuard;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.settings.AddressPattern;
import org.jameslists.james.settings.Parameters;
import org.jameslists.mail.Message;

import com.google.inject.Inject;

/**
 * Sends what is addressed to a list to the processor that serves lists: one mail for each list, with the list's address
 * noted on it ({@link ListAttributes#LIST}), so that one processor serves all lists. Other recipients stay with the
 * mail and go on to the next mailet.
 *
 * <p>A list is a group of the RecipientRewriteTable; an alias of a list is the list. Bounces, automatic replies and the
 * list's own mail that came back never reach a list: they go to another processor, with the reason
 * ({@link ListAttributes#REASON}). To know its own mail again a list marks it with the field {@code X-BeenThere}.
 *
 * <pre>{@code
 * <mailet match="All" class="org.jameslists.mailets.ToList">
 *   <processor>list</processor>
 *   <refused>list-refused</refused>
 *   <lists>*@ml.example.ac.jp, staff@example.org</lists>
 * </mailet>
 * }</pre>
 *
 * <p>Put it into {@code root}, behind {@code Authenticate} and before whatever sends mail to {@code transport}, whose
 * RecipientRewriteTable mailet would expand the list by itself.
 */
public class ToList extends ListMailet {
    private final ListDirectory directory;
    private String processor;
    private String refused;
    private List<AddressPattern> lists;

    /** Asks this directory which addresses are lists. */
    @Inject
    public ToList(MetricFactory metrics, ListDirectory directory) {
        super(metrics);
        this.directory = directory;
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        processor = parameters.optional("processor", "list");
        refused = parameters.optional("refused", Mail.ERROR);
        lists = parameters.each("lists", AddressPattern::parse);
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Set<MailAddress> found = new LinkedHashSet<>();
        Set<MailAddress> others = new LinkedHashSet<>();
        for (MailAddress recipient : mail.getRecipients()) {
            Set<MailAddress> resolved = directory.aliasesResolved(recipient);
            Set<MailAddress> among = listsAmong(resolved);
            found.addAll(among);
            others.addAll(among.isEmpty() ? Set.of(recipient) : resolved);
        }
        others.removeAll(found);
        if (found.isEmpty()) {
            return;
        }
        OneByOne.handle(getMailetContext(), mail, MailMessage.read(mail), found, others, this::address);
    }

    private Set<MailAddress> listsAmong(Set<MailAddress> addresses) throws MessagingException {
        Set<MailAddress> found = new LinkedHashSet<>();
        for (MailAddress address : addresses) {
            boolean meant = lists.isEmpty() || lists.stream().anyMatch(pattern -> pattern.matches(address));
            if (meant && directory.isList(address)) {
                found.add(address);
            }
        }
        return found;
    }

    private void address(Mail mail, Message message, MailAddress list) throws MessagingException {
        ListAttributes.set(mail, ListAttributes.LIST, list.asString());
        Optional<String> objection = PostGuard.objection(mail, message.header(), list);
        if (objection.isPresent()) {
            MailMessage.write(mail, message);
            divert(mail, refused, "not for list " + list.asString() + ": " + objection.get());
            note(mail, "refused", "does not reach list " + list.asString() + ": " + objection.get());
        } else {
            MailMessage.write(mail, message.withHeader(message.header().prepend(PostGuard.mark(list))));
            mail.setState(processor);
            note(mail, "accepted", "goes to list " + list.asString());
        }
    }
}
