package org.jameslists.matchers;

import java.util.Collection;
import java.util.List;
import java.util.Set;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.jameslists.james.settings.Parameters;

/** A matcher that matches all recipients of a mail or none, and refuses unknown conditions. */
public abstract class ListMatcher extends GenericMatcher {
    private Parameters parameters;

    @Override
    public final void init() throws MessagingException {
        parameters = Parameters.ofCondition(getClass().getSimpleName(), getCondition());
        configure(parameters);
        parameters.requireNoOther();
    }

    /** Reads the parameters of the condition. */
    protected abstract void configure(Parameters parameters) throws MessagingException;

    /** The names of the parameters that this matcher knows. Complete after initialisation. */
    public final Set<String> parameterNames() {
        return parameters.known();
    }

    /** Whether the mail matches. */
    protected abstract boolean matches(Mail mail) throws MessagingException;

    @Override
    public final Collection<MailAddress> match(Mail mail) throws MessagingException {
        return matches(mail) ? mail.getRecipients() : List.of();
    }

    @Override
    public final String getMatcherInfo() {
        return getClass().getSimpleName();
    }
}
