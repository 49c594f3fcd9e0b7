package org.jameslists.mailets;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import javax.mail.MessagingException;
import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.jameslists.james.lists.ListOwners;
import org.jameslists.james.lists.ListState;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.settings.AddressTemplate;
import org.jameslists.james.settings.Parameters;
import org.jameslists.list.ListNotice;
import org.jameslists.mail.Header;
import org.jameslists.mail.TextTemplate;
import org.jameslists.mail.mime.Origin;

import com.google.inject.Inject;

/** What members and owners are told of mail that came back. No notice has an envelope sender, so that none comes back. */
final class BounceNotices {
    private static final String PURPOSE = "bounce-notices";
    private static final List<String> PLACEHOLDERS = List.of("list-address", "member", "owner", "points", "reason");

    private final Factory parts;
    private final AddressTemplate owner;
    private final Language language;
    private final String processor;

    private BounceNotices(Factory parts, AddressTemplate owner, Language language, String processor) {
        this.parts = parts;
        this.owner = owner;
        this.language = language;
        this.processor = processor;
    }

    /** Makes them: James' parts are injected once. */
    static final class Factory {
        private final ListState state;
        private final ListOwners owners;

        @Inject
        Factory(ListState state, ListOwners owners) {
            this.state = state;
            this.owners = owners;
        }

        /** Reads {@code owner}, {@code language} and {@code noticeProcessor}. */
        BounceNotices configure(Parameters parameters) throws MessagingException {
            return new BounceNotices(
                    this,
                    parameters
                            .optional("owner", AddressTemplate::parse)
                            .orElse(AddressTemplate.parse("{list}-owner@{domain}")),
                    parameters.choice("language", Language.EN),
                    parameters.processor("noticeProcessor", Mail.DEFAULT));
        }
    }

    /**
     * What happened.
     *
     * @param list the list
     * @param member whose mail came back
     * @param points the member's points
     * @param reason what the member's server said
     */
    record Case(MailAddress list, MailAddress member, int points, String reason) {}

    private enum Language {
        EN,
        JA
    }

    private enum Notice {
        WARNING(
                "Mail of the list {list-address} came back from you",
                """
                Your mail server has returned mail of the list {list-address} to us
                on {points} days:

                {reason}

                If you can read this, all may be well again, and you need not do
                anything. If it goes on, the list's owner may take you off the list.
                The owner is {owner}.
                """,
                "{list-address} のメールが届いていません",
                """
                メーリングリスト {list-address} のメールが、{points} 日にわたって
                あなたのメールサーバーから返送されました。

                {reason}

                このメールが読めるなら、問題は解消しているかもしれません。その場合は何もする必要は
                ありません。返送が続くと、管理者がメンバーから外すことがあります。
                管理者の連絡先は {owner} です。
                """),
        DEAD(
                "{list-address}: mail to {member} comes back",
                """
                Mail of the list {list-address} to the member {member}
                came back on {points} days:

                {reason}

                The member is still on the list. If the address is gone, take it off.
                """,
                "{list-address}: {member} へのメールが返送されています",
                """
                メーリングリスト {list-address} からメンバー {member} へのメールが、
                {points} 日にわたって返送されました。

                {reason}

                このメンバーはまだリストにいます。アドレスが無効なら、外してください。
                """),
        REMOVED(
                "{list-address}: {member} is off the list",
                """
                Mail of the list {list-address} to the member {member}
                came back on {points} days, and the member was taken off the list:

                {reason}
                """,
                "{list-address}: {member} をリストから外しました",
                """
                メーリングリスト {list-address} からメンバー {member} へのメールが、
                {points} 日にわたって返送されたため、メンバーから外しました。

                {reason}
                """),
        REFUSED(
                "{list-address}: a receiver refuses the list's mail",
                """
                Mail of the list {list-address} to {member} was refused,
                not for the address, but for the mail:

                {reason}

                Whoever runs the list's server should look at it. It counts against no
                member. You are told once a day; the log has all such bounces.
                """,
                "{list-address}: 受信側がリストのメールを拒否しています",
                """
                メーリングリスト {list-address} から {member} へのメールが拒否されました。
                アドレスではなく、メールが理由です。

                {reason}

                サーバーの管理者が確認してください。メンバーの点数にはなりません。この通知は
                1 日 1 回です。同様のものはすべてログにあります。
                """);

        private final String subject;
        private final String body;
        private final String japaneseSubject;
        private final String japaneseBody;

        Notice(String subject, String body, String japaneseSubject, String japaneseBody) {
            this.subject = subject;
            this.body = body;
            this.japaneseSubject = japaneseSubject;
            this.japaneseBody = japaneseBody;
        }

        String subject(Language language) {
            return language == Language.EN ? subject : japaneseSubject;
        }

        String body(Language language) {
            return language == Language.EN ? body : japaneseBody;
        }
    }

    /** Tells a member that mail came back. */
    void warn(MailetContext context, Case bounced) throws MessagingException {
        send(context, bounced, Set.of(bounced.member()), Notice.WARNING);
    }

    /** Tells the owner that an address seems to be dead. */
    void tellDead(MailetContext context, Case bounced) throws MessagingException {
        send(context, bounced, owners(bounced.list()), Notice.DEAD);
    }

    /** Tells the owner that a member was taken off the list. */
    void tellRemoved(MailetContext context, Case bounced) throws MessagingException {
        send(context, bounced, owners(bounced.list()), Notice.REMOVED);
    }

    /**
     * Tells the owner that mail of the list was refused, once a day for each kind of refusal.
     *
     * @param kind the name of the kind
     */
    void tellRefused(MailetContext context, String kind, Case bounced) throws MessagingException, IOException {
        ListState.Key key = new ListState.Key(PURPOSE, bounced.list(), kind);
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        Optional<String> before = parts.state.read(key);
        if (!before.equals(Optional.of(today)) && parts.state.replace(key, before, Optional.of(today))) {
            send(context, bounced, owners(bounced.list()), Notice.REFUSED);
        }
    }

    /** Who owns a list. */
    Set<MailAddress> owners(MailAddress list) throws MessagingException {
        return parts.owners.of(owner(list));
    }

    private MailAddress owner(MailAddress list) throws MessagingException {
        try {
            return owner.of(list);
        } catch (AddressException e) {
            throw new MessagingException("list " + list.asString() + " has no owner's address by " + owner, e);
        }
    }

    private void send(MailetContext context, Case bounced, Set<MailAddress> to, Notice text) throws MessagingException {
        String from = owner(bounced.list()).asString();
        ListNotice notice = new ListNotice(
                from,
                to.stream().map(MailAddress::asString).collect(Collectors.joining(", ")),
                Optional.empty(),
                fill(text.subject(language), bounced),
                fill(text.body(language), bounced));
        MailImpl mail = MailImpl.builder()
                .name(MailImpl.getId())
                .sender(MaybeSender.nullSender())
                .addRecipients(to)
                .build();
        try {
            MailMessage.write(
                    mail,
                    notice.to(
                            Header.of(),
                            new Origin(
                                    Clock.systemUTC(),
                                    bounced.list().getDomain().asString())));
            context.sendMail(mail, processor);
        } finally {
            LifecycleUtil.dispose(mail);
        }
    }

    private String fill(String text, Case bounced) throws MessagingException {
        String owners = owner(bounced.list()).asString();
        return TextTemplate.parse(text, PLACEHOLDERS).fill(name -> switch (name) {
            case "list-address" -> bounced.list().asString();
            case "member" -> bounced.member().asString();
            case "owner" -> owners;
            case "points" -> Integer.toString(bounced.points());
            default -> bounced.reason();
        });
    }
}
