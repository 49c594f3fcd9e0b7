package org.jameslists.james.mail;

import java.util.Optional;

import javax.mail.MessagingException;
import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.jameslists.mail.SafeText;

/**
 * The attributes with which matchers and mailets pass on what they know about a mail. They hold texts, so they survive
 * any queue.
 */
public final class ListAttributes {
    /** The address of the list that the mail goes to, as the list writes it. Set by {@code ToList}. */
    public static final AttributeName LIST = AttributeName.of("org.jameslists.list");

    /**
     * The results of authentication at reception: an Authentication-Results payload, which is the field's body (RFC
     * 8601 §2.2). Set once by {@code Authenticate}, before the message is edited.
     */
    public static final AttributeName AUTHENTICATION_RESULTS =
            AttributeName.of("org.jameslists.authentication-results");

    /**
     * What the author's name is worth: the word of an {@code AuthorStanding}, the author, and the reason. Set with
     * {@link #AUTHENTICATION_RESULTS}. It is valid only for the From field that it was decided for.
     */
    public static final AttributeName AUTHOR_STANDING = AttributeName.of("org.jameslists.author-standing");

    /**
     * The results that {@code DmarcHook} found before James accepted the mail, in the same form. Removed when {@code
     * Authenticate} takes them over.
     */
    public static final AttributeName EARLY_RESULTS = AttributeName.of("org.jameslists.early-results");

    /**
     * The standing that {@code DmarcHook} decided, in the same form. Removed when {@code Authenticate} takes it over.
     */
    public static final AttributeName EARLY_STANDING = AttributeName.of("org.jameslists.early-standing");

    /**
     * How often a post has waited because its author's standing is unknown, and since when, in milliseconds since 1970.
     */
    public static final AttributeName POSTPONED = AttributeName.of("org.jameslists.postponed");

    /**
     * {@code quarantine} if {@code DmarcHook} accepted a mail that must be handled as suspicious (RFC 9989 §4.7).
     */
    public static final AttributeName DISPOSITION = AttributeName.of("org.jameslists.dmarc-disposition");

    /** Why a mail was refused. Set when the mail is sent to another processor. */
    public static final AttributeName REASON = AttributeName.of("org.jameslists.reason");

    /**
     * The domain of the author whose policy counts against the post, in A-labels. Set with the next two attributes: by
     * {@code IsDmarcRejectSender} if receivers would refuse an edited copy, and by {@code FailsDmarc} if the post
     * failed when it came in. Absent if the domain cannot be read.
     */
    public static final AttributeName DMARC_DOMAIN = AttributeName.of("org.jameslists.dmarc-domain");

    /** The DMARC policy of that domain: {@code reject}, {@code quarantine}, {@code none}, or {@code unknown}. */
    public static final AttributeName DMARC_POLICY = AttributeName.of("org.jameslists.dmarc-policy");

    /** Why a matcher matched the post. */
    public static final AttributeName DMARC_REASON = AttributeName.of("org.jameslists.dmarc-reason");

    /** How the mail was changed so that receivers accept it: {@code munge-from} or {@code wrap-message}. */
    public static final AttributeName MITIGATION = AttributeName.of("org.jameslists.mitigation");

    /** The mailet that refused the mail, by its simple class name. Set with {@link #REASON}. */
    public static final AttributeName HELD_BY = AttributeName.of("org.jameslists.held-by");

    /**
     * The name under which a post was held. Set when somebody releases the post; a mail without it does not count as
     * released.
     */
    public static final AttributeName RELEASED_FROM = AttributeName.of("org.jameslists.released-from");

    /** How a released post goes on: the word of a {@code ReleaseWay}. Set with {@link #RELEASED_FROM}. */
    public static final AttributeName RELEASE_WAY = AttributeName.of("org.jameslists.release-way");

    /** Present once the message is signed and checked, and must not be edited. Set by {@code Freeze}. */
    public static final AttributeName FROZEN = AttributeName.of("org.jameslists.frozen");

    private ListAttributes() {}

    /** The text of an attribute, if the mail has it. */
    public static Optional<String> get(Mail mail, AttributeName name) {
        return AttributeUtils.getValueAndCastFromMail(mail, name, String.class);
    }

    /** Sets an attribute to words that may contain strangers' text; they are cleaned. */
    public static void tell(Mail mail, AttributeName name, String words) {
        set(mail, name, SafeText.told(words));
    }

    /** Sets an attribute. */
    public static void set(Mail mail, AttributeName name, String text) {
        mail.setAttribute(new Attribute(name, AttributeValue.of(text)));
    }

    /**
     * Stores why a matcher matched a post: {@link #DMARC_DOMAIN}, {@link #DMARC_POLICY}, {@link #DMARC_REASON}.
     *
     * @param domain the author domain in A-labels, if it can be read
     * @param policy its policy, or {@code unknown}
     * @param reason why the matcher matched
     */
    public static void setDmarc(Mail mail, Optional<String> domain, String policy, String reason) {
        mail.removeAttribute(DMARC_DOMAIN);
        domain.ifPresent(name -> set(mail, DMARC_DOMAIN, name));
        set(mail, DMARC_POLICY, policy);
        tell(mail, DMARC_REASON, reason);
    }

    /** The list that the mail goes to, if any. */
    public static Optional<MailAddress> list(Mail mail) throws MessagingException {
        Optional<String> address = get(mail, LIST);
        try {
            return address.isEmpty() ? Optional.empty() : Optional.of(new MailAddress(address.get()));
        } catch (AddressException e) {
            throw new MessagingException(
                    "the attribute " + LIST.asString() + " is not an address: " + address.get(), e);
        }
    }

    /**
     * The list that the mail goes to.
     *
     * @throws MessagingException if it goes to no list: {@code ToList} must come first
     */
    public static MailAddress requireList(Mail mail) throws MessagingException {
        return list(mail)
                .orElseThrow(() ->
                        new MessagingException("mail " + mail.getName() + " goes to no list: ToList must come first"));
    }
}
