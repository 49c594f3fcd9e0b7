package org.jameslists.administration;

import org.apache.james.core.MailAddress;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.mailet.Mail;

/**
 * A post that is held in a mail repository of James. Its message can be read until the mail is disposed of.
 *
 * @param list the list it was sent to
 * @param path the path of the repository, such as {@code var/mail/list-forged}
 * @param repository the repository
 * @param key its key there
 * @param mail the post
 */
record HeldPost(MailAddress list, String path, MailRepository repository, MailKey key, Mail mail) {}
