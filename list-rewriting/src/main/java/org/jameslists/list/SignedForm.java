package org.jameslists.list;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jameslists.mail.DomainName;

import com.google.common.io.BaseEncoding;

/**
 * A form that only the list's server can make, and that expires: {@code jane=40example.ne.jp-ka0-mq3t5xk2v7b4n6ya}. It
 * has the author as in {@link EscapedForm}, the last day in base 32, and an HMAC-SHA256 over both and the domain.
 *
 * <p>The HMAC is cut to 80 bits, the least that RFC 2104 §5 recommends, which are 16 characters. The case of letters
 * does not matter. 43 bytes are left for the author's escaped address.
 *
 * <p>An author keeps one address for as many days as the validity says, so address books and filters recognize it. It
 * stays valid for at least as many days more.
 */
public final class SignedForm implements ReversibleForm {
    private static final int HMAC_OCTETS = 10;
    private static final BaseEncoding BASE32 = BaseEncoding.base32().lowerCase();
    private static final int DAY_BASE = 32;
    private static final Pattern TOKEN = Pattern.compile("(.*)-([0-9a-v]{1,5})-([a-z2-7]{16})");

    private final Supplier<List<byte[]>> secrets;
    private final DomainName domain;
    private final int validity;
    private final InstantSource clock;

    /**
     * A form for one domain.
     *
     * @param secrets gives the secrets for each address, so that they can change; each has at least
     *     {@value SecretMac#SHORTEST_SECRET} bytes. The first one makes addresses; all of them verify
     * @param domain the part after the {@code @}
     * @param validity in days, 1 or more
     * @throws IllegalArgumentException if there is no secret, or one is too short
     */
    public SignedForm(Supplier<List<byte[]>> secrets, DomainName domain, int validity, InstantSource clock) {
        this.secrets = secrets;
        this.domain = domain;
        this.validity = validity;
        this.clock = clock;
        if (macs().isEmpty()) {
            throw new IllegalArgumentException("there is no secret");
        }
    }

    @Override
    public Optional<String> localPart(String author) {
        long lastDay = (today() / validity + 2) * validity - 1;
        String claim = EscapedForm.escape(author).toLowerCase(Locale.ROOT) + "-" + Long.toString(lastDay, DAY_BASE);
        String hmac = BASE32.encode(macs().get(0).of(signed(claim), HMAC_OCTETS));
        return Optional.of(claim + "-" + hmac).filter(token -> token.length() <= LONGEST);
    }

    @Override
    public RestoredAuthor restore(String localPart) {
        Matcher token = TOKEN.matcher(localPart.toLowerCase(Locale.ROOT));
        if (!token.matches()) {
            return new RestoredAuthor.Nobody("it is not signed");
        }
        String claim = token.group(1) + "-" + token.group(2);
        byte[] hmac = BASE32.decode(token.group(3));
        if (macs().stream().noneMatch(mac -> mac.verifies(signed(claim), hmac))) {
            return new RestoredAuthor.Nobody("its signature is not valid");
        }
        long lastDay = Long.parseLong(token.group(2), DAY_BASE);
        if (lastDay < today()) {
            return new RestoredAuthor.Nobody("it expired on " + LocalDate.ofEpochDay(lastDay));
        }
        return new EscapedForm().restore(token.group(1));
    }

    @Override
    public boolean isSigned() {
        return true;
    }

    private List<SecretMac> macs() {
        return secrets.get().stream()
                .map(secret -> new SecretMac(secret, SecretMac.Purpose.REVERSIBLE_ADDRESS))
                .toList();
    }

    private long today() {
        Instant now = clock.instant();
        return LocalDate.ofInstant(now, ZoneOffset.UTC).toEpochDay();
    }

    private String signed(String claim) {
        return claim + "@" + domain.ascii();
    }
}
