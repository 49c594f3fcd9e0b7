package org.jameslists.forecast;

import javax.mail.MessagingException;

import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/** Replaces one of James' own mailets that take a mail out of the container, and records the mails that reach it. */
final class Terminus extends GenericMailet {
    private final Arrivals arrivals;
    private final boolean delivers;

    /** A terminus; {@code delivers} says whether the replaced mailet would deliver the mail. */
    Terminus(Arrivals arrivals, boolean delivers) {
        this.arrivals = arrivals;
        this.delivers = delivers;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        arrivals.add(mail, delivers);
        mail.setState(Mail.GHOST);
    }
}
