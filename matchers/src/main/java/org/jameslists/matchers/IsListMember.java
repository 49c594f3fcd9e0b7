package org.jameslists.matchers;

import java.util.List;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.jameslists.james.lists.ListDirectory;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.settings.Parameters;

import com.google.inject.Inject;

/**
 * Matches posts whose author is a member of the list. Use it to let only members post:
 *
 * <pre>{@code
 * <mailet match="org.jameslists.matchers.IsListMember=author=from" class="ToProcessor">
 *   <processor>list-post</processor>
 * </mailet>
 * }</pre>
 *
 * <p>Anybody can forge an author's address. {@link MayPost} also checks who wrote the post.
 */
public class IsListMember extends ListMatcher {
    private final ListDirectory directory;
    private Author author;

    private enum Author {
        /** All addresses in From. */
        FROM,
        /** The envelope sender. */
        ENVELOPE
    }

    /** Looks up members in this directory. */
    @Inject
    public IsListMember(ListDirectory directory) {
        this.directory = directory;
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        author = parameters.choice("author", Author.FROM);
    }

    @Override
    protected boolean matches(Mail mail) throws MessagingException {
        MailAddress list = ListAttributes.requireList(mail);
        List<MailAddress> authors =
                switch (author) {
                    case FROM -> FromAddresses.of(MailMessage.read(mail).header());
                    case ENVELOPE -> mail.getMaybeSender().asList();
                };
        for (MailAddress one : authors) {
            if (!directory.isMember(list, one)) {
                return false;
            }
        }
        return !authors.isEmpty();
    }
}
