package org.jameslists.hooks;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import javax.mail.MessagingException;

import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.RcptHook;
import org.jameslists.james.lists.RoleAddress.Role;
import org.jameslists.james.lists.RoleAddresses;
import org.jameslists.james.settings.Parameters;
import org.jameslists.mail.Worded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.inject.Inject;

/**
 * Takes mail for the addresses beside those of lists, such as {@code example-leave@ml.example.ac.jp}, which James itself does
 * not know. Put it before {@code ValidRcptHandler} in {@code smtpserver.xml}, which would refuse them:
 *
 * <pre>{@code
 * <handler class="org.jameslists.hooks.ListRcptHandler">
 *   <roles>leave, join, confirm, request, owner</roles>
 * </handler>
 * }</pre>
 *
 * <p>All other addresses are left to the handlers that follow.
 */
public final class ListRcptHandler implements RcptHook {
    private static final Logger LOGGER = LoggerFactory.getLogger(ListRcptHandler.class);

    private final RoleAddresses addresses;
    private Set<Role> roles = EnumSet.complementOf(EnumSet.of(Role.BOUNCES));

    /** Finds lists here. */
    @Inject
    public ListRcptHandler(RoleAddresses addresses) {
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

    /** OK has James take the recipient without asking the handlers that follow. */
    @Override
    public HookResult doRcpt(SMTPSession session, MaybeSender sender, MailAddress recipient) {
        try {
            return addresses
                    .find(recipient)
                    .filter(address -> roles.contains(address.role()))
                    .map(address -> HookResult.OK)
                    .orElse(HookResult.DECLINED);
        } catch (MessagingException e) {
            LOGGER.error("It is not known whether an address belongs to a list: it is left to James", e);
            return HookResult.DECLINED;
        }
    }
}
