package org.jameslists.james.lists;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.jameslists.james.settings.MemberSettings;
import org.jameslists.james.settings.SecretFiles;
import org.jameslists.list.SealedText;
import org.jameslists.list.SecretMac;
import org.jameslists.mail.DomainName;

import com.google.common.base.Splitter;
import com.google.inject.Inject;
import com.google.inject.Singleton;

/**
 * The links by which members leave with one click (RFC 8058): {@code members.url} and a token, which holds the list, the
 * member and the time, sealed, so that nobody can read or make one.
 */
@Singleton
public final class MemberLinks {
    /** Neither an address nor a number has a line feed. */
    private static final Splitter PARTS = Splitter.on('\n').limit(3);

    private final MemberSettings settings;
    private final SecretFiles secrets;
    private final InstantSource clock;

    /** With the secret that the settings name. */
    @Inject
    public MemberLinks(ListAuthenticationSettings settings, SecretFiles secrets) {
        this(settings.members(), secrets, InstantSource.system());
    }

    /** As James makes it, with a clock. */
    public MemberLinks(MemberSettings settings, SecretFiles secrets, InstantSource clock) {
        this.settings = settings;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Where the links lead, and that there is a secret: ask when James starts.
     *
     * @throws IllegalArgumentException naming the setting that is missing, or the secret
     */
    public URI requireUrl() {
        URI url = settings.url()
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no members.url in " + ListAuthenticationSettings.FILE));
        secrets.of(domain());
        return url;
    }

    /** A new link for a member. */
    public String of(MailAddress list, MailAddress member) {
        String text = clock.millis() + "\n" + list.asString() + "\n" + member.asString();
        return requireUrl() + seals().get(0).seal(text);
    }

    /**
     * Opens the token of a link.
     *
     * @return nothing if it was not made here, or is too old
     */
    public Optional<MemberLink> open(String token) {
        return seals().stream()
                .flatMap(seal -> seal.open(token).stream())
                .map(MemberLinks::parse)
                .filter(link -> !link.made().plus(settings.validity()).isBefore(clock.instant()))
                .findFirst();
    }

    private static MemberLink parse(String text) {
        List<String> parts = PARTS.splitToList(text);
        try {
            return new MemberLink(
                    new MailAddress(parts.get(1)),
                    new MailAddress(parts.get(2)),
                    Instant.ofEpochMilli(Long.parseLong(parts.get(0))));
        } catch (AddressException e) {
            throw new IllegalStateException("what we sealed holds two addresses", e);
        }
    }

    private List<SealedText> seals() {
        return secrets.of(domain()).stream()
                .map(secret -> new SealedText(secret, SecretMac.Purpose.MEMBER_LINK))
                .toList();
    }

    private DomainName domain() {
        return settings.secret()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no members.secret in " + ListAuthenticationSettings.FILE));
    }
}
