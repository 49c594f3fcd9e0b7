package org.jameslists.james.lists;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.james.core.MailAddress;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.jameslists.james.settings.MemberSettings;
import org.jameslists.james.settings.SecretFiles;
import org.jameslists.list.SecretMac;
import org.jameslists.list.SecretMac.Purpose;
import org.jameslists.mail.DomainName;

import com.google.common.io.BaseEncoding;
import com.google.inject.Inject;

/**
 * What shows that whoever confirms reads mail at an address: a text that was sent there alone, with the time and an HMAC over
 * it, the list and the address. It is short and the same in small letters and in capitals, so that it fits into a local part
 * (64 bytes, RFC 5321 §4.5.3.1.1).
 */
public final class Confirmations {
    /** How long somebody has to answer. */
    public static final Duration VALIDITY = Duration.ofDays(3);

    /** 80 bits, the least that RFC 2104 §5 recommends. */
    private static final int MAC_BYTES = 10;

    private static final int TIME_BASE = 32;
    private static final BaseEncoding BASE32 = BaseEncoding.base32().lowerCase();
    private static final Pattern DETAIL = Pattern.compile("([0-9a-v]{1,11})-([a-z2-7]{16})");

    private final MemberSettings settings;
    private final SecretFiles secrets;
    private final InstantSource clock;

    /** With the secret that the settings name. */
    @Inject
    public Confirmations(ListAuthenticationSettings settings, SecretFiles secrets) {
        this(settings.members(), secrets, InstantSource.system());
    }

    /** As James makes it, with a clock. */
    public Confirmations(MemberSettings settings, SecretFiles secrets, InstantSource clock) {
        this.settings = settings;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Whether there is a secret to make any with: ask when James starts.
     *
     * @throws IllegalArgumentException if the settings name one that cannot be used
     */
    public boolean isPossible() {
        return settings.secret().filter(domain -> !secrets.of(domain).isEmpty()).isPresent();
    }

    /** What an address confirms with. */
    public String of(Purpose purpose, MailAddress list, MailAddress address) {
        String time = Long.toString(clock.millis(), TIME_BASE);
        SecretMac mac = new SecretMac(secrets.of(domain()).get(0), purpose);
        return time + "-" + BASE32.encode(mac.of(text(time, list, address), MAC_BYTES));
    }

    /**
     * When a detail was made for an address.
     *
     * @return nothing if it was not, or it is too old
     */
    public Optional<Instant> made(Purpose purpose, RoleAddress confirmed, MailAddress address) {
        Matcher detail = DETAIL.matcher(confirmed.detail().toLowerCase(Locale.ROOT));
        if (!detail.matches()) {
            return Optional.empty();
        }
        byte[] sent = BASE32.decode(detail.group(2));
        String text = text(detail.group(1), confirmed.list(), address);
        return secrets.of(domain()).stream()
                .filter(secret -> new SecretMac(secret, purpose).verifies(text, sent))
                .map(secret -> Instant.ofEpochMilli(Long.parseLong(detail.group(1), TIME_BASE)))
                .filter(made -> !made.plus(VALIDITY).isBefore(clock.instant()))
                .findFirst();
    }

    private static String text(String time, MailAddress list, MailAddress address) {
        return (time + "\n" + list.asString() + "\n" + address.asString()).toLowerCase(Locale.ROOT);
    }

    private DomainName domain() {
        return settings.secret()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no members.secret in " + ListAuthenticationSettings.FILE));
    }
}
