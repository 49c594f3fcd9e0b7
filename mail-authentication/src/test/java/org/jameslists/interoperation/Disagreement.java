package org.jameslists.interoperation;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Where a peer differs from the RFCs, and so from us.
 *
 * @param result what is found there
 * @param reason why, in words
 * @param where in which cells
 */
record Disagreement(String result, String reason, BiPredicate<Case, Sample> where) {
    /** All that are known; the first that fits a cell counts. */
    private static final List<Disagreement> KNOWN = List.of(
            new Disagreement(
                    Findings.NOT_SIGNED,
                    "OpenDKIM refuses to sign a body that does not end with CRLF, if it is to be relaxed. SMTP cannot"
                            + " bring such a body.",
                    (row, sample) -> isSignedBy(row, Party.OPENDKIM) && isCut(row, sample, "relaxed")),
            new Disagreement(
                    "fail",
                    "OpenDKIM refuses to verify a relaxed body that does not end with CRLF, and says so.",
                    (row, sample) -> isVerifiedBy(row, Party.OPENDKIM) && isCut(row, sample, "relaxed")),
            new Disagreement(
                    "fail",
                    "OpenDKIM's Ed25519 signatures with a simple header verify nowhere, with itself neither.",
                    (row, sample) -> isSignedBy(row, Party.OPENDKIM) && hasSimpleHeaderAndEd25519(row)),
            new Disagreement(
                    "fail",
                    "Mail::DKIM does not add the missing CRLF to the end of a simple body, which RFC 6376 §3.4.3 demands."
                            + " SMTP cannot bring such a body.",
                    (row, sample) -> row.party() == Party.MAIL_DKIM && isCut(row, sample, "simple")),
            new Disagreement(
                    "fail",
                    "mailauth takes the octet A0 in a relaxed header for white space, which is space and tab alone"
                            + " (RFC 6376 §2.8, §3.4.2). Many characters contain it, here the first of the Subject"
                            + " (82 A0). Nobody else can verify what it signs there, and it verifies nobody else's.",
                    (row, sample) -> sample == Sample.SHIFT_JIS_HEADER && mailauthRelaxesHeader(row)),
            new Disagreement(
                    "fail",
                    "jDKIM makes one CRLF of an empty relaxed body, of which RFC 6376 §3.4.4 leaves nothing.",
                    (row, sample) ->
                            isVerifiedBy(row, Party.JDKIM) && sample == Sample.EMPTY_BODY && bodyIs(row, "relaxed")),
            new Disagreement(
                    "fail",
                    "jDKIM reads header fields as text in the charset of the platform, here UTF-8: other octets are lost.",
                    (row, sample) -> isVerifiedBy(row, Party.JDKIM) && sample == Sample.SHIFT_JIS_HEADER),
            new Disagreement(
                    "fail",
                    "It knows no Ed25519 in ARC: RFC 8463 defines it for DKIM, and RFC 8617 §4.1 takes its algorithms from"
                            + " DKIM. Seal with RSA.",
                    (row, sample) -> row instanceof Sealing sealing
                            && sealing.chain().hops().stream().anyMatch(hop -> hop.keys() == Keys.ED25519)
                            && List.of(Party.DKIMPY, Party.MAIL_DKIM, Party.MAILAUTH)
                                    .contains(row.party())));

    /** What differs in this cell from what should be. */
    static Optional<Disagreement> of(Case row, Sample sample) {
        return KNOWN.stream()
                .filter(known -> known.where.test(row, sample) && !known.result.equals(row.expected()))
                .findFirst();
    }

    static String expected(Case row, Sample sample) {
        return of(row, sample).map(Disagreement::result).orElse(row.expected());
    }

    private static boolean isSignedBy(Case row, Party peer) {
        return row instanceof Signing signing && signing.signer() == peer;
    }

    private static boolean isVerifiedBy(Case row, Party peer) {
        return row instanceof Signing signing && signing.verifier() == peer;
    }

    private static boolean hasSimpleHeaderAndEd25519(Case row) {
        return row instanceof Signing signing && signing.keys() == Keys.ED25519 && headerIs(row, "simple");
    }

    private static boolean isCut(Case row, Sample sample, String body) {
        boolean edited = row instanceof Sealing sealing
                && sealing.chain().hops().stream().anyMatch(Hop::edits);
        return sample == Sample.NO_FINAL_LINE_END && bodyIs(row, body) && !edited;
    }

    /**
     * In a chain a seal of mailauth, or mailauth's own look at the chain before it seals, breaks it for everybody; but
     * mailauth alone agrees with itself.
     */
    private static boolean mailauthRelaxesHeader(Case row) {
        if (row instanceof Sealing sealing) {
            List<Hop> hops = sealing.chain().hops();
            boolean takesPart = hops.stream().anyMatch(hop -> hop.by() == Party.MAILAUTH);
            return takesPart
                    ? hops.size() > 1 || row.party() != Party.MAILAUTH
                    : row.party() == Party.MAILAUTH && headerIs(row, "relaxed");
        }
        return row.party() == Party.MAILAUTH && headerIs(row, "relaxed");
    }

    private static boolean headerIs(Case row, String form) {
        return row.canonicalization().startsWith(form + "/");
    }

    private static boolean bodyIs(Case row, String form) {
        return row.canonicalization().endsWith("/" + form);
    }
}
