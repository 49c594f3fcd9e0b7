package org.jameslists.mailets;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.MailetContext;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.james.lists.ListState;
import org.jameslists.james.lists.RecentState;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.reception.Reception;
import org.jameslists.james.reception.ReceptionResults;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.jameslists.list.ListNotice;
import org.jameslists.mail.Header;
import org.jameslists.mail.Message;
import org.jameslists.mail.mime.Origin;
import org.jameslists.results.AuthenticationResults;

import com.google.inject.Inject;

/** Sends what a list answers: not too much to one address, without an envelope sender, to a processor that signs it. */
final class RequestNotices {
    private final RecentState sent;
    private final ListAuthenticationSettings settings;
    private final Clock clock = Clock.systemUTC();

    /** Counts in this state. */
    @Inject
    RequestNotices(ListState state, ListAuthenticationSettings settings) {
        this.sent = new RecentState(state, "notices", Duration.ofDays(1), clock);
        this.settings = settings;
    }

    /** Counts one more to an address today, and says whether that is still allowed (RFC 3834 §2). */
    boolean allows(int perDay, MailAddress list, MailAddress to) throws IOException {
        String today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + " ";
        String counted = sent.update(list, to, before -> before.filter(value -> value.startsWith(today))
                .map(value -> today + (Integer.parseInt(value.substring(today.length())) + 1))
                .orElse(today + 1));
        return Integer.parseInt(counted.substring(today.length())) <= perDay;
    }

    /** Sends a notice, which answers a request with this header, through a processor. */
    void send(MailetContext context, String processor, MailAddress list, ListNotice notice, Header request)
            throws MessagingException {
        Message message = notice.to(request, new Origin(clock, list.getDomain().asString()));
        MailImpl mail = MailImpl.builder()
                .name(MailImpl.getId())
                .sender(MaybeSender.nullSender())
                .addRecipient(notice.to())
                .build();
        try {
            MailMessage.write(mail, message);
            ListAttributes.set(mail, ListAttributes.LIST, list.asString());
            AuthenticationResults none =
                    AuthenticationResults.of(settings.authservId().text());
            ReceptionResults.set(
                    mail,
                    message.header(),
                    new Reception(none, new AuthorStanding.Authenticated("this list wrote it")));
            context.sendMail(mail, processor);
        } finally {
            LifecycleUtil.dispose(mail);
        }
    }
}
