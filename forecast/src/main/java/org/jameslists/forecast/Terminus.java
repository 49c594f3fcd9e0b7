package org.jameslists.forecast;

import javax.mail.MessagingException;

import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/** Stands where one of James' own mailets takes a mail out of the container, and notes what came so far. */
final class Terminus extends GenericMailet {
    private final Arrivals arrivals;
    private final boolean delivers;

    /** A terminus; {@code delivers} says whether the mailet that it replaces does. */
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
