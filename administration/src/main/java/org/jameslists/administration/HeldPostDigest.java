package org.jameslists.administration;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.apache.james.core.MailAddress;
import org.apache.james.mailrepository.api.MailKey;
import org.jameslists.james.settings.DigestSettings.Language;

/**
 * What an owner reads of the posts that are held for a list: who, subject and why.
 *
 * @param list the list
 * @param posts the posts
 * @param language the language
 * @param answers where the owner may answer, if anywhere
 */
record HeldPostDigest(MailAddress list, List<HeldPostSummary> posts, Language language, Optional<MailAddress> answers) {
    /** More are counted. */
    private static final int MOST = 50;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String HOW =
            """

            To decide, answer this mail. Each line decides about one post or several:
            * release ID: it goes on as if it had not been held
            * release ID as it came: it goes on unmunged and unsigned, as a post must whose author may be forged
            * release ID by ADDRESS: you asked the author in From, who wrote it; that is logged
            * reject ID: its sender is told; what follows the ID is the reason
            * discard ID: nobody is told
            Answers hold for 30 days. Whoever has this mail can decide: do not forward it.
            """;

    private static final String HOW_JA =
            """

            このメールに返信すると処理できます。一行に一つ（ID は複数可）書いてください。
            * release ID: 保留しなかったものとして配信します
            * release ID as it came: From を書き換えず署名もせずに配信します。投稿者が詐称かもしれない投稿はこれか次だけです
            * release ID by アドレス: From の投稿者本人に確認した場合です。記録に残ります
            * reject ID: 送信者に伝えます。ID の後に理由を書けます
            * discard ID: 誰にも伝えずに破棄します
            返信は 30 日間有効です。このメールを持つ人は誰でも処理できるので、転送しないでください。
            """;

    /** One line of text. */
    String subject() {
        return switch (language) {
            case EN -> list.getLocalPart() + ": " + posts.size() + (posts.size() == 1 ? " post is" : " posts are")
                    + " held";
            case JA -> list.getLocalPart() + ": " + posts.size() + " 件の投稿が保留されています";
        };
    }

    /** The text. No line of it begins with a command, so that one that is quoted without a mark decides nothing. */
    String text() {
        boolean english = language == Language.EN;
        String head = english
                ? "These posts to the list " + list.asString() + " are held until somebody decides:\n"
                : "メーリングリスト " + list.asString() + " への次の投稿が、処理を待っています。\n";
        String shown = posts.stream()
                .sorted(Comparator.comparing(HeldPostSummary::heldSince))
                .limit(MOST)
                .map(this::post)
                .collect(Collectors.joining());
        int more = posts.size() - MOST;
        String rest = more <= 0 ? "" : english ? "\nand " + more + " more\n" : "\nほか " + more + " 件\n";
        String how = answers.isPresent()
                ? english ? HOW : HOW_JA
                : english
                        ? "\nDecide over WebAdmin: /lists/" + list.asString() + "/held\n"
                        : "\nWebAdmin で処理してください: /lists/" + list.asString() + "/held\n";
        return head + shown + rest + how;
    }

    private String post(HeldPostSummary post) {
        boolean english = language == Language.EN;
        return "\n[" + HeldPostId.of(new MailKey(post.key())).text() + "]\n"
                + (english ? "From: " : "差出人: ") + String.join("; ", post.post().from()) + "\n"
                + (english ? "Subject: " : "件名: ") + post.post().subject() + "\n"
                + (english ? "Held since: " : "保留: ") + time(post.heldSince()) + "\n"
                + (english ? "Why: " : "理由: ") + post.reason() + "\n"
                + (english ? "Author: " : "投稿者の判定: ") + post.author().standing() + "\n";
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
