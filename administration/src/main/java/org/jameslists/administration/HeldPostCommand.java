package org.jameslists.administration;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;

import com.google.common.base.Splitter;

/**
 * What an owner wants of held posts, in a line of an answer: {@code release 0a1b2c3d as it came}.
 *
 * @param action what is to be done
 * @param posts the short names of posts
 * @param verifiedAuthor the author whom the owner asked
 * @param asItCame whether a post is to leave unmunged and unsigned
 * @param reason what the sender of a rejected post reads; empty for a text of ours
 */
record HeldPostCommand(
        HeldPostAction action,
        List<HeldPostId> posts,
        Optional<MailAddress> verifiedAuthor,
        boolean asItCame,
        String reason) {
    private static final Pattern LINE = Pattern.compile(
            "\\s*(release|reject|discard)\\s+((?:\\[?" + HeldPostId.PATTERN + "]?[,\\s]*)+)(.*)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern BY = Pattern.compile("by\\s+<?(\\S+?@\\S+?)>?", Pattern.CASE_INSENSITIVE);
    private static final Pattern AS_IT_CAME = Pattern.compile("as\\s+it\\s+came", Pattern.CASE_INSENSITIVE);
    private static final Splitter IDS = Splitter.onPattern("[\\[\\],\\s]+").omitEmptyStrings();

    /** The commands in the text of an answer. Lines that are quoted, and all others, say nothing. */
    static List<HeldPostCommand> in(String text) {
        return text.lines().flatMap(line -> parse(line).stream()).toList();
    }

    /** A release with words after it that are not understood does nothing: it might mean a more careful one. */
    private static Optional<HeldPostCommand> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        HeldPostAction action =
                HeldPostAction.of(matcher.group(1).toLowerCase(Locale.ROOT)).orElseThrow();
        List<HeldPostId> posts = IDS.splitToStream(matcher.group(2).toLowerCase(Locale.ROOT))
                .map(HeldPostId::new)
                .distinct()
                .toList();
        String rest = matcher.group(3).replaceFirst("^:", "").strip();
        return switch (action) {
            case RELEASE -> release(posts, rest);
            case REJECT -> Optional.of(new HeldPostCommand(action, posts, Optional.empty(), false, rest));
            case DISCARD -> Optional.of(new HeldPostCommand(action, posts, Optional.empty(), false, ""));
        };
    }

    private static Optional<HeldPostCommand> release(List<HeldPostId> posts, String rest) {
        Matcher by = BY.matcher(rest);
        boolean asItCame = AS_IT_CAME.matcher(rest).matches();
        if (by.matches() && posts.size() == 1) {
            try {
                return Optional.of(new HeldPostCommand(
                        HeldPostAction.RELEASE, posts, Optional.of(new MailAddress(by.group(1))), false, ""));
            } catch (AddressException e) {
                return Optional.empty();
            }
        }
        return rest.isEmpty() || asItCame
                ? Optional.of(new HeldPostCommand(HeldPostAction.RELEASE, posts, Optional.empty(), asItCame, ""))
                : Optional.empty();
    }

    /** The order that it is, by somebody. */
    HeldPostAction.Order order(String by) {
        return new HeldPostAction.Order(action, new ReleaseWish(verifiedAuthor, asItCame, by), reason);
    }
}
