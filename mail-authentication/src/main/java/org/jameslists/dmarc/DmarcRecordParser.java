package org.jameslists.dmarc;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jameslists.dmarc.DmarcRecord.Alignment;
import org.jameslists.dmarc.DmarcRecord.Mode;
import org.jameslists.dmarc.DmarcRecord.Policies;
import org.jameslists.dmarc.DmarcRecord.Psd;
import org.jameslists.dmarc.DmarcRecord.Reports;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;

/**
 * Reads the text of a DMARC record (RFC 9989 §4.8).
 *
 * <p>Errors after the version are ignored, or the tag gets its default. The case of tag names and words does not
 * matter, as in the ABNF, where only the version is case-sensitive. If a tag occurs twice, the last one counts: RFC
 * 9989 does not say, but receivers do so.
 */
final class DmarcRecordParser {
    private static final String VERSION = "DMARC1";
    private static final CharMatcher WSP = CharMatcher.anyOf(" \t");
    private static final Splitter URIS = Splitter.on(',').trimResults(WSP).omitEmptyStrings();

    /** RFC 9989 §4.8, "dmarc-fo": 0 or 1, d and s, each once at most, in any order. */
    private static final Pattern FO = Pattern.compile("[01ds](:[01ds]){0,2}", Pattern.CASE_INSENSITIVE);

    /** RFC 9989 §4.8, "obs-dmarc-report-size". */
    private static final Pattern REPORT_SIZE = Pattern.compile("![0-9]+[kmgt]?$", Pattern.CASE_INSENSITIVE);

    private final String text;
    private int position;

    private DmarcRecordParser(String text) {
        this.text = text;
    }

    static Optional<DmarcRecord> parse(String text) {
        DmarcRecordParser parser = new DmarcRecordParser(text);
        return parser.version() ? Optional.of(record(parser.tags())) : Optional.empty();
    }

    /** {@code dmarc-version = "v" equals %s"DMARC1"}; nothing may precede it. */
    private boolean version() {
        if (text.isEmpty() || WSP.matches(text.charAt(0))) {
            return false;
        }
        return "v".equalsIgnoreCase(name()) && skipEquals() && VERSION.equals(value());
    }

    /** {@code *(dmarc-sep dmarc-tag) [dmarc-sep]}, names in lower case. */
    private Map<String, String> tags() {
        Map<String, String> tags = new HashMap<>();
        while (position < text.length()) {
            position++;
            String name = name();
            if (skipEquals()) {
                tags.put(name.toLowerCase(Locale.ROOT), value());
            } else {
                value();
            }
        }
        return tags;
    }

    private String name() {
        int start = position;
        while (position < text.length() && text.charAt(position) != '=' && text.charAt(position) != ';') {
            position++;
        }
        return WSP.trimFrom(text.substring(start, position));
    }

    private boolean skipEquals() {
        boolean equals = position < text.length() && text.charAt(position) == '=';
        if (equals) {
            position++;
        }
        return equals;
    }

    private String value() {
        int start = position;
        int semicolon = text.indexOf(';', position);
        position = semicolon < 0 ? text.length() : semicolon;
        return WSP.trimFrom(text.substring(start, position));
    }

    /**
     * RFC 9989 §4.10.1: without a valid "p", or with an invalid "sp" or "np", a record that asks for reports counts as
     * "p=none"; any other asks for no DMARC processing. §4.7 says that a record without "p" counts as "p=none", and
     * refers to §4.10.1. Here, an absent "p" is read like an invalid one, since §4.10.1 makes no difference. Nobody
     * rejects in either case; only the result for the message differs.
     */
    private static DmarcRecord record(Map<String, String> tags) {
        Optional<DmarcPolicy> p = policy(tags, "p");
        Optional<DmarcPolicy> sp = policy(tags, "sp");
        Optional<DmarcPolicy> np = policy(tags, "np");
        List<String> rua = uris(tags, "rua");
        boolean valid =
                p.isPresent() && sp.isPresent() == tags.containsKey("sp") && np.isPresent() == tags.containsKey("np");
        Optional<DmarcPolicy> otherwise = rua.isEmpty() ? Optional.empty() : Optional.of(DmarcPolicy.NONE);
        String fo = Optional.ofNullable(tags.get("fo"))
                .filter(DmarcRecordParser::isFailureOptions)
                .orElse(DmarcRecord.DEFAULT_FO);
        return new DmarcRecord(
                new Policies(valid ? p : otherwise, valid ? sp : Optional.empty(), valid ? np : Optional.empty()),
                new Alignment(mode(tags, "adkim"), mode(tags, "aspf")),
                is(tags, "t", "y"),
                psd(tags),
                new Reports(rua, uris(tags, "ruf"), fo));
    }

    private static Optional<DmarcPolicy> policy(Map<String, String> tags, String name) {
        return Optional.ofNullable(tags.get(name)).flatMap(DmarcPolicy::parse);
    }

    private static Mode mode(Map<String, String> tags, String name) {
        return is(tags, name, "s") ? Mode.STRICT : Mode.RELAXED;
    }

    private static Psd psd(Map<String, String> tags) {
        if (is(tags, "psd", "y")) {
            return Psd.YES;
        }
        return is(tags, "psd", "n") ? Psd.NO : Psd.UNKNOWN;
    }

    private static boolean is(Map<String, String> tags, String name, String value) {
        return value.equalsIgnoreCase(tags.get(name));
    }

    private static List<String> uris(Map<String, String> tags, String name) {
        return URIS.splitToStream(tags.getOrDefault(name, ""))
                .filter(DmarcRecordParser::isUri)
                .toList();
    }

    /** RFC 9989 §4.8, "dmarc-uri" and "obs-dmarc-uri": commas in it are encoded, and so are semicolons (§4.7). */
    static boolean isUri(String text) {
        try {
            return CharMatcher.ascii().matchesAllOf(text)
                    && CharMatcher.anyOf(",;").matchesNoneOf(text)
                    && new URI(REPORT_SIZE.matcher(text).replaceFirst("")).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    static boolean isFailureOptions(String value) {
        return FO.matcher(value).matches();
    }
}
