package org.jameslists.forecast;

import java.util.List;
import java.util.Optional;

import org.apache.james.core.MailAddress;
import org.jameslists.authentication.SmtpClient;
import org.jameslists.mail.Message;

/**
 * A post to a list, as it would arrive.
 *
 * @param message the message as its author sends it
 * @param list the list it goes to
 * @param author the first address in its From; counts as a member
 * @param members the members who would get it
 * @param client the client that hands it in; without one, a server that the author's domain allows, so that SPF passes
 *     and aligns with From
 */
public record ForecastPost(
        Message message, MailAddress list, MailAddress author, List<MailAddress> members, Optional<SmtpClient> client) {
    /** Takes a copy of the members. */
    public ForecastPost {
        members = List.copyOf(members);
    }
}
