package org.jameslists.james.lists;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javax.mail.MessagingException;
import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.jameslists.james.lists.RoleAddress.Role;
import org.jameslists.james.settings.AddressPattern;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.jameslists.mail.Worded;

import com.google.inject.Inject;

/**
 * Finds the list and the role that an address names: {@code LIST-ROLE@DOMAIN} or {@code LIST-ROLE+DETAIL@DOMAIN}, where
 * {@code LIST@DOMAIN} is a list or leads to one alone. An address that is a list itself is none of these.
 */
public final class RoleAddresses {
    private final ListDirectory directory;
    private final List<AddressPattern> served;

    /** Asks this directory which addresses are groups, and these settings which groups are lists. */
    @Inject
    public RoleAddresses(ListDirectory directory, ListAuthenticationSettings settings) {
        this(directory, settings.lists());
    }

    /**
     * Asks this directory which addresses are groups.
     *
     * @param served which groups are lists; if empty, all are
     */
    public RoleAddresses(ListDirectory directory, List<AddressPattern> served) {
        this.directory = directory;
        this.served = served;
    }

    /** The list's address for a role; a detail follows a {@code +} unless it is empty. */
    public static MailAddress of(MailAddress list, Role role, String detail) throws MessagingException {
        String suffix = "-" + Worded.of(role) + (detail.isEmpty() ? "" : "+" + detail);
        try {
            return new MailAddress(list.getLocalPart() + suffix, list.getDomain());
        } catch (AddressException e) {
            throw new MessagingException("list " + list.asString() + " has no address for " + Worded.of(role), e);
        }
    }

    /** What an address is for, if it is for one of these. */
    public Optional<RoleAddress> find(MailAddress address) throws MessagingException {
        String local = address.getLocalPart();
        int plus = local.indexOf('+');
        String plain = plus < 0 ? local : local.substring(0, plus);
        for (Role role : Role.values()) {
            String suffix = "-" + Worded.of(role);
            if (plain.toLowerCase(Locale.ROOT).endsWith(suffix) && plain.length() > suffix.length()) {
                Optional<MailAddress> list = list(plain.substring(0, plain.length() - suffix.length()), address);
                return list.isEmpty() || directory.isList(address)
                        ? Optional.empty()
                        : Optional.of(new RoleAddress(list.get(), role, plus < 0 ? "" : local.substring(plus + 1)));
            }
        }
        return Optional.empty();
    }

    private boolean isServed(MailAddress list) {
        return served.isEmpty() || served.stream().anyMatch(pattern -> pattern.matches(list));
    }

    private Optional<MailAddress> list(String localPart, MailAddress address) throws MessagingException {
        try {
            List<MailAddress> lists = List.copyOf(directory
                    .destinations(new MailAddress(localPart, address.getDomain()))
                    .lists());
            return lists.size() == 1 && isServed(lists.get(0)) ? Optional.of(lists.get(0)) : Optional.empty();
        } catch (AddressException e) {
            return Optional.empty();
        }
    }
}
