package org.jameslists.james.settings;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;

import com.google.common.net.PercentEscaper;

/**
 * A URI that is made for each list: {@code https://ml.example.ac.jp/{list}/leave}, where {@code {list}} stands for the
 * local part of the list's address and {@code {domain}} for its domain. With {@code {member}} or {@code {token}} it is made
 * for each member: the member's address, and what proves that the link came from us.
 */
public final class UriTemplate {
    private static final Set<String> SCHEMES = Set.of("https", "http", "mailto", "ftp");

    /** RFC 3986 §2.3: what needs no escape anywhere. */
    private static final PercentEscaper ESCAPER = new PercentEscaper("-._~", false);

    private static final String MEMBER = "{member}";
    private static final String TOKEN = "{token}";

    private final String text;

    private UriTemplate(String text) {
        this.text = text;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it makes no URI of a scheme that mail programs open
     */
    public static UriTemplate parse(String text) {
        UriTemplate template = new UriTemplate(text);
        try {
            MailAddress example = new MailAddress("list@example.org");
            URI uri = URI.create(template.of(example, example, "token"));
            String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
            if (!SCHEMES.contains(scheme) || !uri.toASCIIString().equals(uri.toString())) {
                throw new IllegalArgumentException("not a URI in ASCII of one of " + SCHEMES);
            }
        } catch (AddressException e) {
            throw new IllegalStateException(e);
        }
        return template;
    }

    /** The URI for a list. */
    public String of(MailAddress list) {
        return text.replace("{list}", ESCAPER.escape(list.getLocalPart()))
                .replace("{domain}", list.getDomain().asString());
    }

    /** The URI for a member of a list. */
    public String of(MailAddress list, MailAddress member, String token) {
        return of(list).replace(MEMBER, ESCAPER.escape(member.asString())).replace(TOKEN, token);
    }

    /** Whether each member has a URI of its own. */
    public boolean isPerMember() {
        return text.contains(MEMBER) || hasToken();
    }

    /** Whether it proves where it came from. */
    public boolean hasToken() {
        return text.contains(TOKEN);
    }

    /** The template as it was written. */
    @Override
    public String toString() {
        return text;
    }

    /** Whether it is fetched over HTTPS. */
    public boolean isHttps() {
        return text.toLowerCase(Locale.ROOT).startsWith("https:");
    }
}
