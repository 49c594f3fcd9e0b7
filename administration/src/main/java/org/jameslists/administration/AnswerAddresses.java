package org.jameslists.administration;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.mail.MessagingException;
import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.jameslists.james.settings.SecretFiles;
import org.jameslists.list.DatedTokens;
import org.jameslists.list.SecretMac;
import org.jameslists.mail.DomainName;

import com.google.inject.Inject;

/**
 * The addresses to which owners answer a digest of held posts: {@code example-owner+TOKEN@ml.example.ac.jp}. Whoever has one
 * may decide about the posts of that list until the token ends.
 */
final class AnswerAddresses {
    private static final int VALIDITY_DAYS = 30;
    private static final Pattern ADDRESS =
            Pattern.compile("(.+)-owner\\+(" + DatedTokens.PATTERN + ")", Pattern.CASE_INSENSITIVE);

    private final Optional<DatedTokens> tokens;

    /**
     * Signs them with the secret of {@code held.secret}.
     *
     * @throws MessagingException if that domain has no secret
     */
    @Inject
    AnswerAddresses(ListAuthenticationSettings settings, SecretFiles secrets) throws MessagingException {
        Optional<DomainName> domain = settings.heldDigest().secret();
        try {
            domain.ifPresent(secrets::of);
        } catch (IllegalArgumentException e) {
            throw new MessagingException(
                    ListAuthenticationSettings.FILE + ": parameter \"held.secret\": " + e.getMessage(), e);
        }
        this.tokens = domain.map(signer -> new DatedTokens(
                () -> secrets.of(signer), SecretMac.Purpose.HELD_POST_ANSWER, VALIDITY_DAYS, InstantSource.system()));
    }

    /** Where to answer for a list; nothing if nobody can. */
    Optional<MailAddress> of(MailAddress list) throws MessagingException {
        if (tokens.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new MailAddress(
                    list.getLocalPart() + "-owner+" + tokens.get().of(subject(list)), list.getDomain()));
        } catch (AddressException e) {
            throw new MessagingException("list " + list.asString() + " has no address for answers", e);
        }
    }

    /** The list for which an address was made here, if its token has not ended. */
    Optional<MailAddress> list(MailAddress address) {
        Matcher matcher = ADDRESS.matcher(address.getLocalPart());
        if (tokens.isEmpty() || !matcher.matches()) {
            return Optional.empty();
        }
        try {
            MailAddress list = new MailAddress(matcher.group(1), address.getDomain());
            return Optional.of(list).filter(named -> tokens.get().verifies(matcher.group(2), subject(named)));
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    private static List<String> subject(MailAddress list) {
        return List.of(list.asString().toLowerCase(Locale.ROOT));
    }
}
