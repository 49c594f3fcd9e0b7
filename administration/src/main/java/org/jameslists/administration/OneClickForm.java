package org.jameslists.administration;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.jameslists.mail.ContentType;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Octets;

import com.google.common.base.Splitter;

/**
 * The body of a request that unsubscribes: {@code List-Unsubscribe=One-Click}, in either form that RFC 8058 §3.2 has mail
 * programs send.
 */
final class OneClickForm {
    private static final String KEY = "List-Unsubscribe";
    private static final String VALUE = "One-Click";
    private static final String EMPTY_LINE = "\r\n\r\n";

    private OneClickForm() {}

    /**
     * Whether a body says so.
     *
     * @param contentType the field Content-Type, if there is one
     */
    static boolean isIn(byte[] body, Optional<String> contentType) {
        Optional<ContentType> type = contentType
                .filter(Octets::isAscii)
                .flatMap(text -> ContentType.parse(HeaderField.of("Content-Type", text)));
        String text = new String(body, StandardCharsets.UTF_8);
        if (type.filter(sent -> sent.is("application/x-www-form-urlencoded")).isPresent()) {
            return isInUrlEncoded(text);
        }
        return type.filter(sent -> sent.is("multipart/form-data"))
                .flatMap(sent -> sent.parameter("boundary"))
                .filter(boundary -> isInParts(text, boundary))
                .isPresent();
    }

    private static boolean isInUrlEncoded(String text) {
        return Splitter.on('&').splitToStream(text.strip()).anyMatch(pair -> {
            try {
                return URLDecoder.decode(pair, StandardCharsets.UTF_8).equals(KEY + "=" + VALUE);
            } catch (IllegalArgumentException e) {
                return false;
            }
        });
    }

    /** RFC 7578 §4. */
    private static boolean isInParts(String text, String boundary) {
        return Splitter.on("--" + boundary).splitToStream(text).anyMatch(part -> {
            int header = part.indexOf(EMPTY_LINE);
            return header >= 0
                    && part.substring(0, header).contains("name=\"" + KEY + "\"")
                    && part.substring(header + EMPTY_LINE.length()).strip().equals(VALUE);
        });
    }
}
