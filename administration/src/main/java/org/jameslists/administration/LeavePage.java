package org.jameslists.administration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.io.Resources;

/**
 * The page that asks whoever follows a member's link, and the one that answers. Both are the same for every link, so that
 * nothing can be learned from them. They need no scripts, and load nothing.
 */
enum LeavePage {
    EN(Locale.ENGLISH),
    JA(Locale.JAPANESE);

    private static final String STYLE = resource("leave.css");

    /** Nothing is loaded, run or framed; the form may be sent to this server alone. */
    static final String POLICY = "default-src 'none'; style-src 'sha256-"
            + BaseEncoding.base64()
                    .encode(Hashing.sha256()
                            .hashString(STYLE, StandardCharsets.UTF_8)
                            .asBytes())
            + "'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static final List<Locale> OURS =
            Arrays.stream(values()).map(page -> page.locale).toList();

    private final Locale locale;

    LeavePage(Locale locale) {
        this.locale = locale;
    }

    private static String resource(String name) {
        try {
            return Resources.toString(Resources.getResource(LeavePage.class, name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The page in the language that a reader prefers.
     *
     * @param acceptLanguage the field Accept-Language (RFC 9110 §12.5.4), if there is one
     * @return English where none of ours is asked for, or the field cannot be read
     */
    static LeavePage in(Optional<String> acceptLanguage) {
        try {
            Locale best = Locale.lookup(LanguageRange.parse(acceptLanguage.orElse("en")), OURS);
            return Arrays.stream(values())
                    .filter(page -> page.locale.equals(best))
                    .findFirst()
                    .orElse(EN);
        } catch (IllegalArgumentException e) {
            return EN;
        }
    }

    /** The language, for the field Content-Language. */
    String language() {
        return locale.getLanguage();
    }

    /** The page that asks. */
    String question() {
        return page("leave");
    }

    /** The page that answers. */
    String answer() {
        return page("left");
    }

    private String page(String name) {
        return resource(name + "." + language() + ".html").replace("{style}", STYLE);
    }
}
