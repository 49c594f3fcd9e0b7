package org.jameslists.mailets;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

import javax.mail.MessagingException;

import org.jameslists.james.settings.Parameters;
import org.jameslists.james.settings.SecretFiles;
import org.jameslists.list.EscapedForm;
import org.jameslists.list.PlainForm;
import org.jameslists.list.ReversibleAddresses;
import org.jameslists.list.ReversibleForm;
import org.jameslists.list.SignedForm;
import org.jameslists.mail.DomainName;

/** The parameters {@code address} and {@code reversibleDomain}: which address in From represents an author. */
final class AuthorAddresses {
    private enum Form {
        LIST,
        IETF,
        GROUPS_IO,
        TOKEN
    }

    private AuthorAddresses() {}

    /**
     * Reads them, and {@code validity}: the least time for which an address made here is valid.
     *
     * @return nothing for the list's own address
     */
    static Optional<ReversibleAddresses> toMake(Parameters parameters, SecretFiles secrets) throws MessagingException {
        Duration validity = parameters.duration("validity", Duration.ofDays(30));
        if (validity.toDays() < 1) {
            throw parameters.wrong("validity", validity.toString(), "less than a day");
        }
        return configure(parameters, secrets, validity);
    }

    /**
     * Reads them for a caller that makes no addresses.
     *
     * @return nothing for the list's own address
     */
    static Optional<ReversibleAddresses> toRead(Parameters parameters, SecretFiles secrets) throws MessagingException {
        return configure(parameters, secrets, Duration.ofDays(1));
    }

    private static Optional<ReversibleAddresses> configure(
            Parameters parameters, SecretFiles secrets, Duration validity) throws MessagingException {
        Form form = parameters.choice("address", Form.LIST);
        if (form == Form.LIST) {
            Optional<String> unused = parameters.optional("reversibleDomain");
            if (unused.isPresent()) {
                throw parameters.wrong("reversibleDomain", unused.get(), "the address is the list's");
            }
            return Optional.empty();
        }
        DomainName domain = parameters.required("reversibleDomain", DomainName::of);
        return Optional.of(new ReversibleAddresses(form(form, domain, parameters, secrets, validity), domain));
    }

    private static ReversibleForm form(
            Form form, DomainName domain, Parameters parameters, SecretFiles secrets, Duration validity)
            throws MessagingException {
        if (form == Form.IETF) {
            return new EscapedForm();
        }
        if (form == Form.GROUPS_IO) {
            return new PlainForm();
        }
        try {
            int days = Math.toIntExact(validity.toDays());
            return new SignedForm(() -> secrets.of(domain), domain, days, InstantSource.system());
        } catch (IllegalArgumentException e) {
            throw parameters.wrong("reversibleDomain", domain.ascii(), e.getMessage());
        }
    }
}
