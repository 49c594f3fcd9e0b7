package org.jameslists.testing;

/**
 * A reply of an SMTP server (RFC 5321 §4.2).
 *
 * @param code the three digits
 * @param text what follows them; the lines of a reply of several are separated by LF
 */
public record SmtpReply(int code, String text) {

    private static final int FIRST_REFUSAL = 400;

    boolean isRefusal() {
        return code >= FIRST_REFUSAL;
    }

    @Override
    public String toString() {
        return code + " " + text;
    }
}
