package org.jameslists.arc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;

import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.signature.SignatureFormatException;
import org.jameslists.signature.TagList;

/** The structure of a header's ARC fields, without their signatures (RFC 8617 §5.2 step 3). */
public sealed interface ArcChain {
    /** There are no ARC fields. */
    record None() implements ArcChain {}

    /**
     * There are ARC fields, but they do not form a chain.
     *
     * @param reason what is wrong
     * @param highestInstance the highest readable instance; 0 if there is none
     */
    record Broken(String reason, int highestInstance) implements ArcChain {}

    /**
     * Instances 1 to N, each with its three fields.
     *
     * @param sets from instance 1 up
     */
    record Complete(List<ArcSet> sets) implements ArcChain {
        /** Takes a copy of the list. */
        public Complete {
            sets = List.copyOf(sets);
        }

        /** The newest set. */
        public ArcSet newest() {
            return sets.get(sets.size() - 1);
        }
    }

    /**
     * Reads the ARC fields of a header. Never throws, whatever they contain (RFC 8617 §5.2.1: all failures are final).
     */
    static ArcChain read(Header header) {
        List<HeaderField> fields =
                header.fields().stream().filter(ArcChain::isArc).toList();
        if (fields.isEmpty()) {
            return new None();
        }
        Map<Integer, List<HeaderField>> byInstance = new TreeMap<>();
        String trouble = "";
        int highest = 0;
        for (HeaderField field : fields) {
            OptionalInt instance = instance(field);
            if (instance.isEmpty()) {
                trouble = field.name() + " without an instance";
            } else {
                highest = Math.max(highest, Math.min(instance.getAsInt(), ArcSet.HIGHEST_INSTANCE));
                byInstance
                        .computeIfAbsent(instance.getAsInt(), i -> new ArrayList<>())
                        .add(field);
            }
        }
        if (!trouble.isEmpty()) {
            return new Broken(trouble, highest);
        }
        return chain(byInstance, highest);
    }

    private static ArcChain chain(Map<Integer, List<HeaderField>> byInstance, int highest) {
        List<ArcSet> sets = new ArrayList<>();
        for (Map.Entry<Integer, List<HeaderField>> entry : byInstance.entrySet()) {
            int instance = entry.getKey();
            if (instance != sets.size() + 1 || instance > ArcSet.HIGHEST_INSTANCE) {
                return new Broken("instance " + instance + " is out of order or out of range", highest);
            }
            Header set = new Header(entry.getValue());
            List<HeaderField> results = set.all(ArcSet.AUTHENTICATION_RESULTS);
            List<HeaderField> signatures = set.all(ArcSet.MESSAGE_SIGNATURE);
            List<HeaderField> seals = set.all(ArcSet.SEAL);
            if (results.size() != 1 || signatures.size() != 1 || seals.size() != 1) {
                return new Broken("instance " + instance + " does not have exactly one field of each kind", highest);
            }
            sets.add(new ArcSet(instance, results.get(0), signatures.get(0), seals.get(0)));
        }
        return new Complete(sets);
    }

    /** Whether a field belongs to ARC. */
    static boolean isArc(HeaderField field) {
        return field.is(ArcSet.AUTHENTICATION_RESULTS) || field.is(ArcSet.MESSAGE_SIGNATURE) || field.is(ArcSet.SEAL);
    }

    /** The instance of an ARC field; empty if it is not a number from 1. */
    static OptionalInt instance(HeaderField field) {
        if (field.is(ArcSet.AUTHENTICATION_RESULTS)) {
            Matcher matcher = ResultsInstance.PATTERN.matcher(field.text());
            return matcher.lookingAt() ? number(matcher.group(1)) : OptionalInt.empty();
        }
        try {
            return number(TagList.parse(field).required("i"));
        } catch (SignatureFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** RFC 8617 §4.2.1: one or two digits, 1 to 50. A larger number is told apart from text that is not a number. */
    private static OptionalInt number(String digits) {
        if (!digits.matches("[0-9]{1,9}")) {
            return OptionalInt.empty();
        }
        int value = Integer.parseInt(digits);
        return value == 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
