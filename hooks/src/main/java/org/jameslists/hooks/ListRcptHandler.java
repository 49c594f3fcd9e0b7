package org.jameslists.hooks;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.mail.MessagingException;

import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.RcptHook;
import org.apache.james.smtpserver.fastfail.ValidRcptHandler;
import org.jameslists.james.lists.RoleAddress;
import org.jameslists.james.lists.RoleAddress.Role;
import org.jameslists.james.lists.RoleAddresses;
import org.jameslists.james.settings.Parameters;
import org.jameslists.mail.Worded;

import com.google.inject.Inject;

/**
 * Refuses unknown local addresses as James' own {@code ValidRcptHandler} does, in whose place it stands in
 * {@code smtpserver.xml}, and takes mail for the addresses beside those of lists, such as
 * {@code example-leave@ml.example.ac.jp}:
 *
 * <pre>{@code
 * <handler class="org.jameslists.hooks.ListRcptHandler">
 *   <roles>leave, join, confirm, request, owner</roles>
 * </handler>
 * }</pre>
 */
public final class ListRcptHandler implements RcptHook {
    private final ValidRcptHandler james;
    private final RoleAddresses addresses;
    private Set<Role> roles = EnumSet.complementOf(EnumSet.of(Role.BOUNCES));

    /** Asks James about all other addresses. */
    @Inject
    public ListRcptHandler(ValidRcptHandler james, RoleAddresses addresses) {
        this.james = james;
        this.addresses = addresses;
    }

    @Override
    public void init(Configuration configuration) throws ConfigurationException {
        Parameters parameters = HandlerParameters.of(getClass().getSimpleName(), configuration);
        try {
            List<Role> named = parameters.each("roles", ListRcptHandler::role);
            if (!named.isEmpty()) {
                roles = EnumSet.copyOf(named);
            }
            parameters.requireNoOther();
        } catch (MessagingException e) {
            throw new ConfigurationException(e.getMessage(), e);
        }
    }

    private static Role role(String word) {
        for (Role role : Role.values()) {
            if (Worded.of(role).equals(word)) {
                return role;
            }
        }
        throw new IllegalArgumentException("none of leave, join, confirm, request, owner, bounces");
    }

    @Override
    public HookResult doRcpt(SMTPSession session, MaybeSender sender, MailAddress recipient) {
        return isTaken(recipient) ? HookResult.DECLINED : james.doRcpt(session, sender, recipient);
    }

    private boolean isTaken(MailAddress recipient) {
        try {
            Optional<RoleAddress> found = addresses.find(recipient);
            return found.filter(address -> roles.contains(address.role())).isPresent();
        } catch (MessagingException e) {
            return false; // James asks the same table, and answers as it does when that fails
        }
    }
}
