package org.jameslists.spf;

import java.util.Optional;

import org.jameslists.mail.DomainName;
import org.jameslists.mail.Worded;
import org.jameslists.results.MethodResult;

/**
 * What SPF says of a client and one identity it used.
 *
 * @param code the result
 * @param identity which identity was checked
 * @param sender the identity's value: a mailbox for {@link Identity#MAIL_FROM}, a host name for {@link Identity#HELO}
 * @param domain the domain whose record was asked for; empty if the sender has none
 * @param reason why, in words, where the code alone does not say it
 * @param explanation the domain's own words for a {@link Code#FAIL} (RFC 7208 §6.2), at most 500 characters of printable
 *     ASCII. They are the sender's: never show them as ours
 */
public record SpfResult(
        Code code,
        Identity identity,
        String sender,
        Optional<DomainName> domain,
        Optional<String> reason,
        Optional<String> explanation) {

    /** RFC 8601 §2.7.2, RFC 7208 §2.6. */
    public enum Code implements Worded {
        /** There is no record, or no domain that could have one. */
        NONE,
        /** The domain does not say. */
        NEUTRAL,
        /** The client may use the domain. */
        PASS,
        /** The client may not use the domain. */
        FAIL,
        /** The client probably may not use the domain. */
        SOFTFAIL,
        /** The DNS did not answer; a later try may. */
        TEMPERROR,
        /** The record is wrong. */
        PERMERROR;

        /** The result word. */
        @Override
        public String word() {
            return Worded.of(this);
        }

        /** Finds one by its word, in lower case. */
        public static Optional<Code> of(String word) {
            return Worded.find(Code.class, word);
        }
    }

    /** Which name of the SMTP dialogue was checked. */
    public enum Identity {
        /** RFC 7208 §2.4; with a null reverse-path it is {@code postmaster} at the HELO name. */
        MAIL_FROM("mailfrom"),
        /** RFC 7208 §2.3. */
        HELO("helo");

        private final String property;

        Identity(String property) {
            this.property = property;
        }
    }

    /** As it is written in Authentication-Results (RFC 8601 §2.7.2), the sender's explanation left out. */
    public MethodResult toMethodResult() {
        MethodResult result = MethodResult.of("spf", code.word()).with("smtp", identity.property, sender);
        return reason.map(result::because).orElse(result);
    }
}
