package org.jameslists.james.lists;

import java.util.Optional;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;

/**
 * Tells posts from mail that must never reach a list: bounces, automatic replies, and the list's own mail that comes
 * back. If one of these reached all members, it would cause more of the same.
 */
public final class PostGuard {
    /** The field by which a list recognizes its own mail. Each list on the way adds one. */
    public static final String BEEN_THERE = "X-BeenThere";

    private static final CharMatcher KEYWORD_END = CharMatcher.anyOf(" \t;(");

    private PostGuard() {}

    /** The field that marks mail of this list. */
    public static HeaderField mark(MailAddress list) {
        return HeaderField.of(BEEN_THERE, list.asString());
    }

    /**
     * Why a mail must not reach a list.
     *
     * @return the reason; empty for a post
     */
    public static Optional<String> objection(Mail mail, Header header, MailAddress list) {
        if (!mail.hasSender()) {
            return Optional.of("it is a bounce: its envelope sender is empty (RFC 5321 §4.5.5)");
        }
        if (header.all("Auto-Submitted").stream()
                .anyMatch(field -> keyword(field).equalsIgnoreCase("auto-replied"))) {
            return Optional.of("it is an automatic reply (RFC 3834 §5)");
        }
        if (header.all("Content-Type").stream().anyMatch(PostGuard::isReport)) {
            return Optional.of("it is a delivery report or a disposition notification (RFC 3464, RFC 8098)");
        }
        if (header.all(BEEN_THERE).stream().anyMatch(field -> field.text().equalsIgnoreCase(list.asString()))) {
            return Optional.of("it has been through this list before (" + BEEN_THERE + ")");
        }
        return Optional.empty();
    }

    private static String keyword(HeaderField field) {
        String text = field.text();
        int end = KEYWORD_END.indexIn(text);
        return end < 0 ? text : text.substring(0, end);
    }

    /** RFC 6522 §3. Other reports, such as abuse reports, may be what a list is for. */
    private static boolean isReport(HeaderField contentType) {
        if (!keyword(contentType).equalsIgnoreCase("multipart/report")) {
            return false;
        }
        return Splitter.on(';').splitToStream(contentType.text()).anyMatch(parameter -> {
            String plain = CharMatcher.anyOf(" \t\"").removeFrom(parameter);
            return plain.equalsIgnoreCase("report-type=delivery-status")
                    || plain.equalsIgnoreCase("report-type=disposition-notification");
        });
    }
}
