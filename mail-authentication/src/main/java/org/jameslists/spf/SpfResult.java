package org.jameslists.spf;

import java.util.Optional;

import org.jameslists.mail.DomainName;
import org.jameslists.mail.Worded;
import org.jameslists.results.MethodResult;

/**
 * The result of SPF for a client and one of its identities.
 *
 * @param code the result
 * @param identity the checked identity
 * @param sender the identity's value: a mailbox for {@link Identity#MAIL_FROM}, a host name for {@link Identity#HELO}
 * @param domain the domain whose record was looked up; empty if the sender has none
 * @param reason why, if the code alone does not say it
 * @param explanation the domain's own words for a {@link Code#FAIL} (RFC 7208 §6.2), at most 500 characters of
 *     printable ASCII. They are the sender's words: never show them as your own
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
        /** The domain says neither. */
        NEUTRAL,
        /** The client may use the domain. */
        PASS,
        /** The client may not use the domain. */
        FAIL,
        /** The client probably may not use the domain. */
        SOFTFAIL,
        /** The DNS did not answer; a retry may succeed. */
        TEMPERROR,
        /** The record is invalid. */
        PERMERROR;

        /** The result word. */
        @Override
        public String word() {
            return Worded.of(this);
        }

        /** The constant with this word, in lower case. */
        public static Optional<Code> of(String word) {
            return Worded.find(Code.class, word);
        }
    }

    /** The name from the SMTP dialogue that was checked. */
    public enum Identity {
        /** RFC 7208 §2.4. With a null reverse-path, it is {@code postmaster} at the HELO name. */
        MAIL_FROM("mailfrom"),
        /** RFC 7208 §2.3. */
        HELO("helo");

        private final String property;

        Identity(String property) {
            this.property = property;
        }
    }

    /** In the form of Authentication-Results (RFC 8601 §2.7.2), without the sender's explanation. */
    public MethodResult toMethodResult() {
        MethodResult result = MethodResult.of("spf", code.word()).with("smtp", identity.property, sender);
        return reason.map(result::because).orElse(result);
    }
}
