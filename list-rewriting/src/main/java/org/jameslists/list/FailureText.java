package org.jameslists.list;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jameslists.mail.SafeText;

/** Why a delivery failed, by the words and codes of the server that refused it. */
final class FailureText {
    /** Kinds of failures. */
    enum Kind {
        DEAD,
        FULL,
        POLICY,
        TEMPORARY;

        Bounce bounce(String diagnosis) {
            return switch (this) {
                case DEAD -> new Bounce.DeadAddress(diagnosis);
                case FULL -> new Bounce.MailboxFull(diagnosis);
                case POLICY -> new Bounce.PolicyRefusal(diagnosis);
                case TEMPORARY -> new Bounce.Temporary(diagnosis);
            };
        }
    }

    /** Without one of these a text is no bounce. */
    private static final Pattern FAILED =
            words("(?:could ?n[o']t|not|cannot|can't|un(?:able to)?)\\s*(?:be |yet |been )*"
                    + "(?:deliver|sent|reach)|deliver(?:y|ing)[^\\n]{0,40}(?:fail|error)|permanent (?:fatal )?error|undeliver"
                    + "|returned mail|rejected by|user\\(s\\)[^\\n]{0,40}account|no mailbox here|did(?: not|n't) receive this message"
                    + "|failure notice|送信できません|配信できません|届きません|エラー");

    private static final Pattern STILL_TRYING = words(
            "(?:has been|was|is) delayed|warning message only"
                    + "|will (?:keep|continue)[^\\n]{0,20}trying|will be retried|not yet been delivered|attempts[^\\n]{0,30}continue");

    private static final Pattern FULL = words("over ?quota|quota ?(?:has been |is |was )?(?:exceed|full)"
            + "|exceed[a-z]* (?:[a-z']+ ){0,3}quota|(?:mailbox|inbox|account|storage|maildrop)[^\\n]{0,30}\\bfull\\b"
            + "|insufficient (?:system )?storage|too much mail data|out of (?:storage )?space");

    private static final Pattern DEAD =
            words("(?:user|recipient|mailbox|address|account|member|domain|host)(?:\\(s\\))?"
                    + "[^\\n]{0,60}?\\b(?:unknown|not found|not exist|doesn't exist|invalid|disabled|deactivated|inactive|suspended"
                    + "|no longer|unavailable|limited)"
                    + "|(?:unknown|invalid|no such) (?:virtual )?(?:user|recipient|address|mailbox|account|person|local[- ]part|host|domain)"
                    + "|no mailbox here|doesn't have an? [^\\n]{1,40} account|could ?n[o']t be found|not a valid (?:recipient|user|mailbox)"
                    + "|RecipientNotFound|recipient address rejected: access denied|no dns entries");

    private static final Pattern POLICY =
            words("spam|junk|block(?:ed|list)|black ?list|deny ?list|reputation|polic(?:y|ies)"
                    + "|not authori[sz]ed|access denied|virus|relay(?:ing)? (?:access )?denied|authenticat|\\bSPF\\b|\\bDKIM\\b"
                    + "|too (?:big|large|many)|content rejected|rejected[^\\n]{0,20}content");

    /** Mail for one address comes too fast: Gmail says so with the code of a disabled mailbox. */
    private static final Pattern TOO_FAST = words("receiving (?:e?mail )?(?:too quickly|at (?:too high )?a rate)");

    /** A server that knows the address takes RCPT: whoever says "unknown" after the message filters. */
    private static final Pattern AFTER_DATA = words("in reply to end of data|>>> data");

    /** RFC 3463 §2. */
    private static final Pattern CODE = Pattern.compile("(?<![\\d.])([45])\\.(\\d{1,3})\\.(\\d{1,3})(?![\\d.])");

    /** RFC 5321 §4.2.1: a reply that refuses for now. */
    private static final Pattern TRANSIENT_REPLY = Pattern.compile("(?m)(?:^|[:;<>\\s])4[0-5]\\d[ -]");

    private FailureText() {}

    private static Pattern words(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    static String told(String reason) {
        return SafeText.told(reason);
    }

    /** Reads a bounce without a report. */
    static Bounce read(String words) {
        boolean failed = FAILED.matcher(words).find();
        if (STILL_TRYING.matcher(words).find() || (failed && isTransient(words))) {
            return new Bounce.Temporary(line(words));
        }
        if (!failed) {
            return new Bounce.NotABounce("nothing in it says that a delivery failed");
        }
        return of(words)
                .map(kind -> kind.bounce(line(words)))
                .orElseGet(() -> new Bounce.NotABounce("it gives no reason that is known: " + line(words)));
    }

    private static boolean isTransient(String words) {
        List<String> classes =
                CODE.matcher(words).results().map(code -> code.group(1)).toList();
        return classes.isEmpty()
                ? TRANSIENT_REPLY.matcher(words).find() && !FULL.matcher(words).find()
                : !classes.contains("5");
    }

    /** The line that says most, fit for a log. */
    private static String line(String words) {
        return List.of(CODE, FULL, DEAD, POLICY, STILL_TRYING, FAILED).stream()
                .flatMap(pattern ->
                        words.lines().filter(line -> pattern.matcher(line).find()))
                .findFirst()
                .map(SafeText::told)
                .orElse("");
    }

    /** The kind of a failure that is final; empty if the text gives no reason. */
    static Optional<Kind> of(String text) {
        if (TOO_FAST.matcher(text).find()) {
            return Optional.of(Kind.TEMPORARY);
        }
        if (FULL.matcher(text).find()) {
            return Optional.of(Kind.FULL);
        }
        Optional<Kind> byCode = code(text);
        boolean policy = byCode.isPresent() && byCode.get() == Kind.POLICY;
        boolean named = DEAD.matcher(text).find() && (byCode.isEmpty() || byCode.get() != Kind.FULL);
        if (named && !(policy && POLICY.matcher(text).find())) {
            return Optional.of(isFiltered(text) ? Kind.POLICY : Kind.DEAD);
        }
        return byCode.or(() -> POLICY.matcher(text).find() ? Optional.of(Kind.POLICY) : Optional.empty());
    }

    private static boolean isFiltered(String text) {
        return AFTER_DATA.matcher(text).find() || text.startsWith("5.2.0");
    }

    /** By the first code that says more than that something failed. */
    private static Optional<Kind> code(String text) {
        Matcher codes = CODE.matcher(text);
        Optional<Kind> kind = Optional.empty();
        while (kind.isEmpty() && codes.find()) {
            kind = code(Integer.parseInt(codes.group(2)), Integer.parseInt(codes.group(3)));
        }
        return kind;
    }

    /** RFC 3463 §3, and the codes registered since (RFC 5248). */
    private static Optional<Kind> code(int subject, int detail) {
        return switch (subject) {
            case 1 -> // addresses; 7 and 8 are the sender's
            Optional.of(detail == 7 || detail == 8 ? Kind.POLICY : Kind.DEAD);
            case 2 -> // the mailbox: 1 is disabled, 2 full; 0 is what docomo's filters have
            Optional.of(detail == 1 ? Kind.DEAD : detail == 2 ? Kind.FULL : Kind.POLICY);
            case 3 -> // the system of the mailbox: 4 is too big
            detail == 0 ? Optional.empty() : Optional.of(Kind.POLICY);
            case 4 -> // the way there: 5 is congestion, 6 a loop
            Optional.of(detail == 5 || detail == 6 ? Kind.POLICY : Kind.DEAD);
            case 6, 7 -> // content, and security
            Optional.of(Kind.POLICY);
            default -> Optional.empty();
        };
    }
}
