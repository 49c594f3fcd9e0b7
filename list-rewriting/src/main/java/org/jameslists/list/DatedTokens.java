package org.jameslists.list;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.common.io.BaseEncoding;

/**
 * Tokens that only the list's server can make, each for one subject, and that end: {@code kacmq3t5xk2v7b4n6ya}, the last
 * day in the base of 32 and an HMAC-SHA256 over it and the subject. They fit into the local part of an address: at most 21
 * letters and digits, which mean the same in capitals.
 *
 * <p>The HMAC is cut to 80 bits, the least that RFC 2104 §5 recommends, which are 16 characters.
 */
public final class DatedTokens {
    /** What a token looks like, in small letters: a regular expression without groups. */
    public static final String PATTERN = "[0-9a-v]{3,5}[a-z2-7]{16}";

    private static final Pattern TOKEN = Pattern.compile("([0-9a-v]{3,5})([a-z2-7]{16})");
    private static final int HMAC_BYTES = 10;
    private static final BaseEncoding BASE32 = BaseEncoding.base32().lowerCase();
    private static final int DAY_BASE = 32;

    private final Supplier<List<byte[]>> secrets;
    private final SecretMac.Purpose purpose;
    private final int validity;
    private final InstantSource clock;

    /**
     * Tokens for one purpose.
     *
     * @param secrets asked for each token, so that they can change: each of {@value SecretMac#SHORTEST_SECRET} bytes or
     *     more; the first makes tokens, any may have made one
     * @param validity for how many days after the day they are made tokens hold
     */
    public DatedTokens(Supplier<List<byte[]>> secrets, SecretMac.Purpose purpose, int validity, InstantSource clock) {
        this.secrets = secrets;
        this.purpose = purpose;
        this.validity = validity;
        this.clock = clock;
    }

    /**
     * A token.
     *
     * @param subject what it is for, such as the addresses of a list and a member; the case of its letters counts
     */
    public String of(List<String> subject) {
        String lastDay = Long.toString(today() + validity, DAY_BASE);
        return lastDay
                + BASE32.encode(new SecretMac(secrets.get().get(0), purpose).of(signed(lastDay, subject), HMAC_BYTES));
    }

    /** Whether a text is a token that has not ended; not whether it is one of ours. */
    public boolean isCurrent(String token) {
        return read(token)
                .filter(read -> Long.parseLong(read.group(1), DAY_BASE) >= today())
                .isPresent();
    }

    /** Whether a text is a token that was made here for the subject and has not ended. */
    public boolean verifies(String token, List<String> subject) {
        Optional<Matcher> read = read(token).filter(found -> isCurrent(token));
        return read.isPresent()
                && secrets.get().stream().anyMatch(secret -> new SecretMac(secret, purpose)
                        .verifies(
                                signed(read.get().group(1), subject),
                                BASE32.decode(read.get().group(2))));
    }

    private static Optional<Matcher> read(String token) {
        Matcher matcher = TOKEN.matcher(token.toLowerCase(Locale.ROOT));
        return matcher.matches() ? Optional.of(matcher) : Optional.empty();
    }

    /** No address has a line end in it, so that no two subjects make one text. */
    private static String signed(String lastDay, List<String> subject) {
        return lastDay + "\n" + String.join("\n", subject);
    }

    private long today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
    }
}
