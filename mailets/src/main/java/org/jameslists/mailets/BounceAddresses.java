package org.jameslists.mailets;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.mail.MessagingException;
import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.jameslists.james.settings.Parameters;
import org.jameslists.james.settings.SecretFiles;
import org.jameslists.list.DatedTokens;
import org.jameslists.list.SecretMac;
import org.jameslists.mail.DomainName;
import org.jameslists.mail.TextTemplate;

/**
 * The envelope senders of mail for one member: a text with {@code {list}} for the local part of the list's address,
 * {@code {domain}} for its domain, {@code {member}} for the member's address with {@code =} for {@code @}, and
 * {@code {token}} for what shows that the list sent a mail to the member.
 */
final class BounceAddresses {
    private static final String LIST = "list";
    private static final String DOMAIN = "domain";
    private static final String MEMBER = "member";
    private static final String TOKEN = "token";
    private static final List<String> PLACEHOLDERS = List.of(LIST, DOMAIN, MEMBER, TOKEN);

    /** RFC 5321 §4.5.3.1.1. */
    private static final int LONGEST_LOCAL_PART = 64;

    private static final Duration VALIDITY = Duration.ofDays(14);

    private final TextTemplate template;
    private final Pattern pattern;
    private final Optional<DatedTokens> tokens;

    private BounceAddresses(TextTemplate template, Optional<DatedTokens> tokens) {
        this.template = template;
        this.pattern = pattern(template);
        this.tokens = tokens;
    }

    /** Reads {@code bounces}, {@code tokenDomain} and, for how long tokens hold, {@code validity}. */
    static BounceAddresses toMake(Parameters parameters, SecretFiles secrets) throws MessagingException {
        Duration validity = parameters.duration("validity", VALIDITY);
        if (validity.toDays() < 1) {
            throw parameters.wrong("validity", parameters.optional("validity", ""), "less than a day");
        }
        return configure(parameters, secrets, "{list}-bounces+{member}@{domain}", (int) validity.toDays());
    }

    /** Reads {@code bounces} and {@code tokenDomain}, of addresses that have a list and a token in them. */
    static BounceAddresses toRead(Parameters parameters, SecretFiles secrets) throws MessagingException {
        BounceAddresses addresses = configure(parameters, secrets, "{list}-bounces+{token}@{domain}", 0);
        if (!List.of(LIST, DOMAIN, TOKEN).stream().allMatch(addresses.template::has)) {
            throw parameters.wrong(
                    "bounces",
                    addresses.template.toString(),
                    "needs {list}, {domain} and a {token}: anybody can make up a bounce to another address");
        }
        return addresses;
    }

    private static BounceAddresses configure(Parameters parameters, SecretFiles secrets, String otherwise, int validity)
            throws MessagingException {
        TextTemplate template = parameters
                .optional("bounces", BounceAddresses::template)
                .orElse(TextTemplate.parse(otherwise, PLACEHOLDERS));
        Optional<DomainName> signer = parameters.optional("tokenDomain", text -> signer(text, secrets));
        if (!template.has(TOKEN)) {
            return new BounceAddresses(template, Optional.empty());
        }
        DomainName domain =
                signer.isPresent() ? signer.get() : parameters.required("tokenDomain", text -> signer(text, secrets));
        return new BounceAddresses(
                template,
                Optional.of(new DatedTokens(
                        () -> secrets.of(domain), SecretMac.Purpose.BOUNCE_ADDRESS, validity, InstantSource.system())));
    }

    private static TextTemplate template(String text) throws MessagingException {
        TextTemplate template = TextTemplate.parse(text, PLACEHOLDERS);
        if (!template.has(MEMBER) && !template.has(TOKEN)) {
            throw new IllegalArgumentException("names neither the {member} nor a {token}");
        }
        MailAddress example = new MailAddress("member@example.org");
        address(template, example, example, "token");
        return template;
    }

    /** A domain that has a secret. */
    private static DomainName signer(String text, SecretFiles secrets) {
        DomainName domain = DomainName.of(text);
        secrets.of(domain);
        return domain;
    }

    /**
     * The envelope sender of a mail from a list to a member.
     *
     * @return nothing if the member's address does not fit into another
     */
    Optional<MailAddress> of(MailAddress list, MailAddress member) {
        try {
            MailAddress address = address(
                    template,
                    list,
                    member,
                    tokens.map(all -> all.of(subject(list, member))).orElse(""));
            return Optional.of(address).filter(fits -> fits.getLocalPart().length() <= LONGEST_LOCAL_PART);
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    private static MailAddress address(TextTemplate template, MailAddress list, MailAddress member, String token)
            throws AddressException {
        return new MailAddress(template.fill(name -> switch (name) {
            case MEMBER -> member.getLocalPart() + "=" + member.getDomain().asString();
            case TOKEN -> token;
            case LIST -> list.getLocalPart();
            default -> list.getDomain().asString();
        }));
    }

    private static List<String> subject(MailAddress list, MailAddress member) {
        return List.of(
                list.asString().toLowerCase(Locale.ROOT), member.asString().toLowerCase(Locale.ROOT));
    }

    private static Pattern pattern(TextTemplate template) {
        StringBuilder regex = new StringBuilder();
        Set<String> seen = new HashSet<>();
        for (TextTemplate.Piece piece : template.pieces()) {
            if (piece instanceof TextTemplate.Placeholder placeholder) {
                String name = placeholder.name();
                regex.append(seen.add(name) ? "(?<" + name + ">" + part(name) + ")" : "\\k<" + name + ">");
            } else if (piece instanceof TextTemplate.Literal literal) {
                regex.append(Pattern.quote(literal.text()));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
    }

    private static String part(String name) {
        return switch (name) {
            case TOKEN -> DatedTokens.PATTERN;
            case DOMAIN -> "[^@]+";
            default -> ".+";
        };
    }

    /**
     * What an address of this form says.
     *
     * @param list the list
     * @param token the token
     */
    record Named(MailAddress list, String token) {}

    /** Reads an address; nothing if it is not of this form. */
    Optional<Named> read(MailAddress address) {
        Matcher matcher = pattern.matcher(address.asString());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Named(new MailAddress(matcher.group(LIST), matcher.group(DOMAIN)), matcher.group(TOKEN)));
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    /** Whose mail came back, if the token was made for one of these members and has not ended. */
    Optional<MailAddress> member(Named named, Collection<MailAddress> members) {
        return members.stream()
                .filter(member -> tokens.orElseThrow().verifies(named.token(), subject(named.list(), member)))
                .findFirst();
    }

    /** Whether a token has not ended; it may be nobody's. */
    boolean isCurrent(Named named) {
        return tokens.orElseThrow().isCurrent(named.token());
    }
}
