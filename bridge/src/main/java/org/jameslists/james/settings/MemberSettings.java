package org.jameslists.james.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import javax.mail.MessagingException;

import org.jameslists.mail.DomainName;

import com.google.common.net.HostAndPort;

/**
 * How members leave and join.
 *
 * @param url where the web can reach the page for leaving, {@code https://…/}; nothing if there is none
 * @param secret the domain whose secret seals links and confirmations; it is there if {@code url} is
 * @param validity how long a link holds
 * @param listen the address and port at which the page is served
 * @param requestsPerMinute how many requests of one client are answered
 */
public record MemberSettings(
        Optional<URI> url, Optional<DomainName> secret, Duration validity, HostAndPort listen, int requestsPerMinute) {
    /** The longest validity of a link. */
    public static final Duration LONGEST = Duration.ofDays(60);

    /** Some receivers open mail after a week: a link holds at least as long. */
    private static final Duration SHORTEST = Duration.ofDays(7);

    private static final int DEFAULT_PORT = 8090;
    private static final int DEFAULT_REQUESTS = 120;

    static MemberSettings read(Parameters parameters) throws MessagingException {
        Optional<URI> url = parameters.optional("members.url", MemberSettings::url);
        Optional<DomainName> secret = url.isPresent()
                ? Optional.of(parameters.required("members.secret", DomainName::of))
                : parameters.optional("members.secret", DomainName::of);
        Duration validity = parameters.duration("members.validity", LONGEST);
        if (validity.compareTo(SHORTEST) < 0 || validity.compareTo(LONGEST) > 0) {
            throw parameters.wrong(
                    "members.validity",
                    parameters.optional("members.validity", ""),
                    "not from " + SHORTEST.toDays() + " to " + LONGEST.toDays() + " days");
        }
        HostAndPort listen = parameters
                .optional("members.listen", text -> HostAndPort.fromString(text).withDefaultPort(DEFAULT_PORT))
                .orElse(HostAndPort.fromParts("127.0.0.1", DEFAULT_PORT));
        return new MemberSettings(
                url, secret, validity, listen, parameters.number("members.requests-per-minute", DEFAULT_REQUESTS, 1));
    }

    private static URI url(String text) {
        URI url = URI.create(text);
        boolean plain = url.getRawQuery() == null && url.getRawFragment() == null && url.getRawUserInfo() == null;
        if (!"https".equals(Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT))
                || url.getHost() == null
                || !plain
                || !text.endsWith("/")
                || !url.toASCIIString().equals(text)) {
            throw new IllegalArgumentException("not https://HOST/…/ with a slash at its end (RFC 8058 §3.1)");
        }
        return url;
    }
}
