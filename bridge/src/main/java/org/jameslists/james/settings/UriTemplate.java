package org.jameslists.james.settings;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.jameslists.mail.TextTemplate;

import com.google.common.net.PercentEscaper;

/**
 * Makes a URI for each list: {@code https://ml.example.ac.jp/{list}/leave}, where {@code {list}} stands for the local
 * part of the list's address and {@code {domain}} for its domain. With {@code {member}} (the member's address) or
 * {@code {token}} (which proves that the link was made here), it makes one for each member. {@code {unsubscribe}} is
 * the whole link to this pack's own page, also one for each member.
 */
public final class UriTemplate {
    private static final Set<String> SCHEMES = Set.of("https", "http", "mailto", "ftp");

    /** RFC 3986 §2.3: the characters that never need an escape. */
    private static final PercentEscaper ESCAPER = new PercentEscaper("-._~", false);

    private static final String MEMBER = "member";
    private static final String TOKEN = "token";
    private static final String UNSUBSCRIBE = "unsubscribe";
    private static final List<String> PLACEHOLDERS = List.of("list", "domain", MEMBER, TOKEN, UNSUBSCRIBE);

    private final TextTemplate template;

    private UriTemplate(TextTemplate template) {
        this.template = template;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it has an unknown placeholder, or is not a URI with a scheme that mail
     *     programs open
     */
    public static UriTemplate parse(String text) {
        UriTemplate template = new UriTemplate(TextTemplate.parse(text, PLACEHOLDERS));
        try {
            MailAddress example = new MailAddress("list@example.org");
            URI uri = URI.create(
                    template.of(example, example, made -> made.equals(TOKEN) ? TOKEN : "https://example.org/" + TOKEN));
            String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
            if (!SCHEMES.contains(scheme) || !uri.toASCIIString().equals(uri.toString())) {
                throw new IllegalArgumentException("not a URI in ASCII of one of " + SCHEMES);
            }
        } catch (AddressException e) {
            throw new IllegalStateException(e);
        }
        return template;
    }

    /** The URI for a list, if it is not {@linkplain #isPerMember() per member}. */
    public String of(MailAddress list) {
        return template.fill(name -> ofList(name, list));
    }

    /**
     * The URI for a member of a list.
     *
     * @param made makes what stands for {@code token} or {@code unsubscribe}
     */
    public String of(MailAddress list, MailAddress member, UnaryOperator<String> made) {
        return template.fill(name -> switch (name) {
            case MEMBER -> ESCAPER.escape(member.asString());
            case TOKEN, UNSUBSCRIBE -> made.apply(name);
            default -> ofList(name, list);
        });
    }

    private static String ofList(String name, MailAddress list) {
        return switch (name) {
            case "list" -> ESCAPER.escape(list.getLocalPart());
            case "domain" -> list.getDomain().asString();
            default -> "{" + name + "}";
        };
    }

    /** Whether each member has a separate URI. */
    public boolean isPerMember() {
        return template.has(MEMBER) || hasToken() || hasLink();
    }

    /** Whether it is the link to this pack's own page. */
    public boolean hasLink() {
        return template.has(UNSUBSCRIBE);
    }

    /** Whether it contains a token. */
    public boolean hasToken() {
        return template.has(TOKEN);
    }

    /** The template as it was written. */
    @Override
    public String toString() {
        return template.toString();
    }

    /** Whether it is fetched over HTTPS. */
    public boolean isHttps() {
        String text = template.toString().toLowerCase(Locale.ROOT);
        return text.startsWith("https:") || text.startsWith("{" + UNSUBSCRIBE + "}");
    }
}
