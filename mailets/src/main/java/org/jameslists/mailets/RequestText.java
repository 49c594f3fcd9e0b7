package org.jameslists.mailets;

import java.util.List;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.jameslists.james.lists.Confirmations;
import org.jameslists.james.lists.RoleAddress.Role;
import org.jameslists.james.lists.RoleAddresses;
import org.jameslists.mail.TextTemplate;

/** What {@link ListRequests} answers. */
enum RequestText {
    CONFIRM_LEAVING(
            """
            Do you want to leave {list}?

            Somebody, probably you, asked that {member} leave the list
            {list}.

            To leave, answer this mail from that address within {days} days. The
            text of your answer does not matter.

            If you want to stay, do nothing.
            """,
            """
            {list} から退会しますか

            メーリングリスト {list} から
            {member} を退会させるよう、依頼がありました。

            退会する場合は、{days} 日以内に、そのアドレスからこのメールに返信してください。
            返信の本文は何でもかまいません。

            退会しない場合は、何もしないでください。
            """),
    LEFT(
            """
            You have left {list}

            {member} is no longer on the list {list}.

            Posts that are already on their way may still arrive.
            """,
            """
            {list} から退会しました

            {member} は、メーリングリスト
            {list} から退会しました。

            配送中の投稿は、このあとも届くことがあります。
            """),
    NO_MEMBER(
            """
            You are not on {list}

            {member} is not on the list {list}.

            If you get its posts, you are there under another address: write to
            {leave} from that one. Or ask the list's owner:
            {owner}
            """,
            """
            {list} に登録されていません

            {member} は、メーリングリスト
            {list} に登録されていません。

            投稿が届いている場合は、別のアドレスで登録されています。そのアドレスから
            {leave} にメールを送ってください。
            または、リストの管理者にお問い合わせください: {owner}
            """),
    CONFIRM_JOINING(
            """
            Do you want to join {list}?

            Somebody, probably you, asked that {member} join the list
            {list}.

            To join, answer this mail from that address within {days} days. The
            text of your answer does not matter.

            If you do not want to join, do nothing.
            """,
            """
            {list} に登録しますか

            メーリングリスト {list} に
            {member} を登録するよう、依頼がありました。

            登録する場合は、{days} 日以内に、そのアドレスからこのメールに返信してください。
            返信の本文は何でもかまいません。

            登録しない場合は、何もしないでください。
            """),
    JOINED(
            """
            You are on {list}

            {member} is on the list {list}.

            To leave, write to {leave}
            """,
            """
            {list} に登録しました

            {member} は、メーリングリスト
            {list} に登録されています。

            退会するには、{leave} にメールを送ってください。
            """),
    CLOSED(
            """
            {list} takes members by its owner

            Nobody can join the list {list} by mail.

            Ask the list's owner: {owner}
            """,
            """
            {list} への登録は管理者が行います

            メーリングリスト {list} には、メールで登録できません。

            リストの管理者にお問い合わせください: {owner}
            """),
    HELP(
            """
            About the list {list}

            To post, write to {list}
            To leave, write to {leave}
            To reach the list's owner, write to {owner}

            The text of a mail to leave does not matter.
            """,
            """
            メーリングリスト {list} について

            投稿: {list}
            退会: {leave}
            管理者: {owner}

            退会のメールの本文は何でもかまいません。
            """);

    private static final List<String> PLACEHOLDERS = List.of("list", "member", "leave", "owner", "days");

    private final String english;
    private final String japanese;

    /** In which language. */
    enum Language {
        EN,
        JA
    }

    /** A mail's text as it is sent. */
    record Filled(String subject, String text) {}

    /** The first line of each is the subject. */
    RequestText(String english, String japanese) {
        this.english = english;
        this.japanese = japanese;
    }

    Filled fill(Language language, MailAddress list, MailAddress member) throws MessagingException {
        MailAddress leave = RoleAddresses.of(list, Role.LEAVE, "");
        MailAddress owner = RoleAddresses.of(list, Role.OWNER, "");
        String filled = TextTemplate.parse(language == Language.JA ? japanese : english, PLACEHOLDERS)
                .fill(name -> switch (name) {
                    case "list" -> list.asString();
                    case "member" -> member.asString();
                    case "leave" -> leave.asString();
                    case "owner" -> owner.asString();
                    default -> Long.toString(Confirmations.VALIDITY.toDays());
                });
        int end = filled.indexOf('\n');
        return new Filled(filled.substring(0, end), filled.substring(end + 1).strip());
    }
}
