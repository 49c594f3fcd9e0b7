package org.jameslists.signature;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jameslists.mail.Header;

import com.google.common.base.Ascii;

/**
 * The header fields that a signature covers.
 *
 * @param oversigned names to list once more than they are present, so that nobody can add a field of that name later
 *     (RFC 6376 §5.4.2, §8.15)
 * @param signed names to list as often as they are present
 */
public record SignedFields(Set<String> oversigned, Set<String> signed) {
    /** RFC 5322 §3.6.8, without the semicolon, which would end the list (RFC 6376 §2.11, hdr-name). */
    private static final Pattern FIELD_NAME = Pattern.compile("[!-9<-~]+");

    /**
     * The fields of RFC 6376 §5.4.1, and those on which mail programs and list software act. The more dangerous ones
     * are oversigned.
     */
    public static final SignedFields DEFAULT = new SignedFields(
            names(
                    "From",
                    "Subject",
                    "Date",
                    "To",
                    "Cc",
                    "Reply-To",
                    "Message-ID",
                    "Content-Type",
                    "List-Id",
                    "List-Post",
                    "List-Help",
                    "List-Subscribe",
                    "List-Unsubscribe",
                    "List-Unsubscribe-Post",
                    "List-Owner",
                    "List-Archive"),
            names(
                    "Sender",
                    "MIME-Version",
                    "Content-Transfer-Encoding",
                    "Content-Disposition",
                    "Content-Language",
                    "In-Reply-To",
                    "References",
                    "Resent-Date",
                    "Resent-From",
                    "Resent-Sender",
                    "Resent-To",
                    "Resent-Cc",
                    "Resent-Message-ID",
                    "X-Original-From"));

    /** Requires From among the names (RFC 6376 §5.4), and each to be the name of a field (§3.5, sig-h-tag). */
    public SignedFields {
        oversigned = Collections.unmodifiableSet(new LinkedHashSet<>(oversigned));
        signed = Collections.unmodifiableSet(new LinkedHashSet<>(signed));
        if (oversigned.stream().noneMatch("from"::equalsIgnoreCase)
                && signed.stream().noneMatch("from"::equalsIgnoreCase)) {
            throw new IllegalArgumentException("From must be signed (RFC 6376 §5.4)");
        }
        Stream.concat(oversigned.stream(), signed.stream())
                .filter(name -> !FIELD_NAME.matcher(name).matches())
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("not a field name: '" + name + "'");
                });
    }

    private static Set<String> names(String... names) {
        return new LinkedHashSet<>(List.of(names));
    }

    /** These fields and one more name, listed as often as it is present. */
    public SignedFields and(String name) {
        Set<String> more = new LinkedHashSet<>(signed);
        more.add(name);
        return new SignedFields(oversigned, more);
    }

    /** The {@code h=} list for a header. */
    public List<String> in(Header header) {
        Map<String, Integer> present = new HashMap<>();
        header.fields().forEach(field -> present.merge(field.lowerCaseName(), 1, Integer::sum));
        List<String> list = new ArrayList<>();
        oversigned.forEach(name -> {
            addPresent(list, name, present);
            list.add(name);
        });
        signed.forEach(name -> addPresent(list, name, present));
        return list;
    }

    private static void addPresent(List<String> list, String name, Map<String, Integer> present) {
        list.addAll(Collections.nCopies(present.getOrDefault(Ascii.toLowerCase(name), 0), name));
    }

    /** Whether a name is covered, in any case. */
    public boolean covers(String name) {
        return Stream.concat(oversigned.stream(), signed.stream()).anyMatch(name::equalsIgnoreCase);
    }
}
