package org.jameslists.mail;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Charsets by their names in mail. */
public final class MailCharset {
    /**
     * Mail in ISO-2022-JP or Shift_JIS uses Microsoft's tables; the JDK's tables with these names lose ①, 髙 and ～.
     */
    private static final Map<String, String> AS_WRITTEN =
            Map.of("iso-2022-jp", "x-windows-iso2022jp", "shift_jis", "windows-31j");

    /**
     * All charsets by all their names, in lower case. {@link Charset#forName} searches the whole class path for an
     * unknown name, and a header can contain about 100,000 of them.
     */
    private static final Map<String, Charset> KNOWN = known();

    private MailCharset() {}

    private static Map<String, Charset> known() {
        Map<String, Charset> known = new HashMap<>();
        Charset.availableCharsets().forEach((name, charset) -> known.put(name.toLowerCase(Locale.ROOT), charset));
        Charset.availableCharsets().values().forEach(charset -> charset.aliases()
                .forEach(alias -> known.putIfAbsent(alias.toLowerCase(Locale.ROOT), charset)));
        return known;
    }

    /**
     * The charset with a name; empty if this Java does not support it.
     *
     * @param name as in a {@code charset} parameter (RFC 2045 §5.1) or an encoded-word (RFC 2047 §2)
     */
    public static Optional<Charset> named(String name) {
        return find(AS_WRITTEN.getOrDefault(name.toLowerCase(Locale.ROOT), name))
                .or(() -> find(name));
    }

    private static Optional<Charset> find(String name) {
        return Optional.ofNullable(KNOWN.get(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * Guesses the charset of raw bytes in a header: UTF-8 if they are valid UTF-8 (RFC 6532 §3.1), or else the declared
     * charset of the body if they are valid in it.
     */
    static Optional<Charset> guess(String octets, Optional<Charset> declared) {
        if (decodeStrictly(octets, StandardCharsets.UTF_8).isPresent()) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        return declared.filter(charset -> decodeStrictly(octets, charset).isPresent());
    }

    /** The text of a byte string; empty if a byte is invalid in the charset. */
    static Optional<String> decodeStrictly(String octets, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .decode(ByteBuffer.wrap(Octets.bytes(octets)))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The text of a byte string, with U+FFFD for invalid bytes. */
    static String decode(String octets, Charset charset) {
        return new String(Octets.bytes(octets), charset);
    }

    /**
     * Text in a charset, as a string with a character for each byte; empty if the charset lacks a character of it. In ISO-2022-JP U+301C WAVE DASH
     * and U+2212 MINUS SIGN share their codes with U+FF5E and U+FF0D, under which Microsoft's table has them.
     */
    public static Optional<String> encodeStrictly(String text, Charset charset) {
        String fitted =
                charset.name().equals("x-windows-iso2022jp") || charset.name().equals("windows-31j")
                        ? text.replace('\u301c', '\uff5e').replace('\u2212', '\uff0d')
                        : text;
        try {
            ByteBuffer encoded = charset.newEncoder().encode(CharBuffer.wrap(fitted));
            byte[] octets = new byte[encoded.remaining()];
            encoded.get(octets);
            return Optional.of(Octets.string(octets));
        } catch (CharacterCodingException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
