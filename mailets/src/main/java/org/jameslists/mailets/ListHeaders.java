package org.jameslists.mailets;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import javax.mail.MessagingException;
import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.james.lists.MemberLinks;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.settings.AddressTemplate;
import org.jameslists.james.settings.Parameters;
import org.jameslists.james.settings.SecretFiles;
import org.jameslists.james.settings.UriTemplate;
import org.jameslists.list.SecretMac;
import org.jameslists.mail.DomainName;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;

import com.google.inject.Inject;
import com.google.inject.Provider;

/**
 * Adds the header fields that identify a list's mail: List-Id (RFC 2919), List-Post and the other fields of RFC 2369,
 * List-Unsubscribe-Post (RFC 8058), Sender, Precedence. It removes those of another list that the post came through.
 *
 * <pre>{@code
 * <mailet match="All" class="org.jameslists.mailets.ListHeaders">
 *   <unsubscribe>mailto:{list}-leave@{domain}</unsubscribe>
 *   <help>https://ml.example.ac.jp/help</help>
 *   <owner>mailto:{list}-owner@{domain}</owner>
 *   <archive>https://ml.example.ac.jp/{list}/</archive>
 *   <sender>{list}-bounces@{domain}</sender>
 * </mailet>
 * }</pre>
 *
 * <p>A URI with {@code {unsubscribe}} (the link to this pack's own page for leaving with one click), {@code {member}} or
 * {@code {token}} is made for a single recipient: put {@link Verp} before this mailet.
 */
public class ListHeaders extends ListMailet {
    /** RFC 8058 §3.1: the only value that this field may have. */
    private static final HeaderField ONE_CLICK = HeaderField.of("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");

    private static final int TOKEN_OCTETS = 16;

    private final SecretFiles secrets;
    private final Provider<MemberLinks> links;
    private final Map<String, List<UriTemplate>> commands = new LinkedHashMap<>();
    private Optional<DomainName> tokenDomain;
    private boolean closed;
    private boolean oneClick;
    private boolean keepSigned;
    private Optional<AddressTemplate> sender;
    private Precedence precedence;

    private enum Precedence {
        LIST,
        BULK,
        NONE
    }

    /** Makes members' links with these secrets, or takes these links. */
    @Inject
    public ListHeaders(MetricFactory metrics, SecretFiles secrets, Provider<MemberLinks> links) {
        super(metrics, "added");
        this.secrets = secrets;
        this.links = links;
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        closed = parameters.optional("post", "").equals("NO");
        List<UriTemplate> post = closed ? List.of() : parameters.each("post", UriTemplate::parse);
        commands.put("List-Post", post.isEmpty() ? List.of(UriTemplate.parse("mailto:{list}@{domain}")) : post);
        for (String command : List.of("help", "subscribe", "unsubscribe", "owner", "archive")) {
            commands.put(fieldName(command), parameters.each(command, UriTemplate::parse));
        }
        tokenDomain = parameters.optional("tokenDomain", this::signer);
        for (UriTemplate uri : commands.values().stream().flatMap(List::stream).toList()) {
            if (uri.hasToken() && tokenDomain.isEmpty()) {
                throw new MessagingException(
                        "ListHeaders: parameter \"tokenDomain\" is missing, but there is a {token} in " + uri);
            }
        }
        boolean ownPage = commands.get("List-Unsubscribe").stream().anyMatch(UriTemplate::hasLink);
        if (ownPage) {
            requireLinks(parameters);
        }
        oneClick = parameters.flag("oneClick", ownPage);
        if (oneClick && commands.get("List-Unsubscribe").stream().noneMatch(UriTemplate::isHttps)) {
            throw parameters.wrong("oneClick", "true", "there is no https URI in unsubscribe (RFC 8058 §3.1)");
        }
        sender = parameters.optional("sender", AddressTemplate::parse);
        precedence = parameters.choice("precedence", Precedence.LIST);
        keepSigned = parameters.flag("keepSigned", false);
    }

    private void requireLinks(Parameters parameters) throws MessagingException {
        try {
            links.get().requireUrl();
        } catch (IllegalArgumentException e) {
            throw parameters.wrong("unsubscribe", parameters.optional("unsubscribe", ""), e.getMessage());
        }
    }

    /** Reads a domain, and makes sure that it has a secret. */
    private DomainName signer(String text) {
        DomainName domain = DomainName.of(text);
        secrets.of(domain);
        return domain;
    }

    /** Signs with the secret that the file has now. */
    private SecretMac mac(DomainName signer) {
        return new SecretMac(secrets.of(signer).get(0), SecretMac.Purpose.UNSUBSCRIBE_LINK);
    }

    private static String fieldName(String command) {
        return "List-" + command.substring(0, 1).toUpperCase(Locale.ROOT) + command.substring(1);
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        MailAddress list = ListAttributes.requireList(mail);
        Message message = MailMessage.read(mail);
        CoveredFields covered = keepSigned ? CoveredFields.of(message.header()) : CoveredFields.none();
        Header header = message.header().without(field -> isOfAnyList(field) && !covered.cover(field));
        for (HeaderField field : fields(mail, list)) {
            header = covered.cover(field) ? header : header.append(field);
        }
        if (sender.isPresent()) {
            HeaderField field = HeaderField.of("Sender", sender(list));
            header = covered.cover(field) ? header : header.with(field);
        }
        MailMessage.write(mail, message.withHeader(header));
        step(mail, "added", () -> "gets the fields of list " + list.asString());
    }

    private static boolean isOfAnyList(HeaderField field) {
        return field.lowerCaseName().startsWith("list-") || field.is("Precedence");
    }

    private String sender(MailAddress list) throws MessagingException {
        try {
            return sender.orElseThrow().of(list).asString();
        } catch (AddressException e) {
            throw new MessagingException(
                    "list " + list.asString() + ": parameter \"sender\" makes no address: " + sender.orElseThrow(), e);
        }
    }

    private List<HeaderField> fields(Mail mail, MailAddress list) throws MessagingException {
        List<HeaderField> fields = new ArrayList<>();
        fields.add(HeaderField.of(
                "List-Id", "<" + list.getLocalPart() + "." + list.getDomain().asString() + ">"));
        for (Map.Entry<String, List<UriTemplate>> command : commands.entrySet()) {
            if (command.getKey().equals("List-Post") && closed) {
                fields.add(HeaderField.of("List-Post", "NO")); // RFC 2369 §3.4
            } else if (!command.getValue().isEmpty()) {
                List<String> uris = new ArrayList<>();
                for (UriTemplate uri : command.getValue()) {
                    uris.add("<" + (uri.isPerMember() ? memberUri(mail, list, uri) : uri.of(list)) + ">");
                }
                fields.add(HeaderField.of(command.getKey(), String.join(",\r\n ", uris)));
            }
        }
        if (oneClick) {
            fields.add(ONE_CLICK);
        }
        if (precedence != Precedence.NONE) {
            fields.add(HeaderField.of("Precedence", Parameters.word(precedence)));
        }
        return fields;
    }

    /** RFC 8058 §3.1: the URI identifies the recipient and the list, and has a part that is hard to forge. */
    private String memberUri(Mail mail, MailAddress list, UriTemplate uri) throws MessagingException {
        if (mail.getRecipients().size() != 1) {
            throw new MessagingException("mail " + mail.getName() + " goes to "
                    + mail.getRecipients().size() + " recipients, and " + uri
                    + " is made for one recipient: put Verp before ListHeaders");
        }
        MailAddress member = mail.getRecipients().iterator().next();
        return uri.of(
                list,
                member,
                made -> made.equals("token") ? token(list, member) : links.get().of(list, member));
    }

    private String token(MailAddress list, MailAddress member) {
        String text = (list.asString() + " " + member.asString()).toLowerCase(Locale.ROOT);
        return HexFormat.of().formatHex(mac(tokenDomain.orElseThrow()).of(text, TOKEN_OCTETS));
    }
}
