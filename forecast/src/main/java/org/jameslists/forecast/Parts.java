package org.jameslists.forecast;

import java.util.Collection;
import java.util.List;
import java.util.Set;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.mailetcontainer.api.MailetLoader;
import org.apache.james.mailetcontainer.api.MatcherLoader;
import org.apache.mailet.Mail;
import org.apache.mailet.Mailet;
import org.apache.mailet.MailetConfig;
import org.apache.mailet.Matcher;
import org.apache.mailet.MatcherConfig;
import org.apache.mailet.base.GenericMailet;
import org.apache.mailet.base.GenericMatcher;

import com.google.inject.ConfigurationException;
import com.google.inject.Injector;
import com.google.inject.ProvisionException;

/**
 * Loads mailets and matchers by their names in James' configuration. Mailets that take a mail out of the container are
 * replaced by a {@link Terminus}. Those that are not on the class path, such as the operator's own, are left out with a
 * note.
 */
final class Parts implements MailetLoader, MatcherLoader {
    private static final String STANDARD = "org.apache.james.transport.";
    private static final String OURS = "org.jameslists.";

    private static final Set<String> DELIVERS =
            Set.of("RemoteDelivery", "LocalDelivery", "ToRecipientFolder", "MailboxDelivery");

    private static final Set<String> KEEPS = Set.of(
            "Bounce",
            "DSNBounce",
            "Forward",
            "NotifyPostmaster",
            "NotifySender",
            "ToRepository",
            "ToSenderDomainRepository",
            "ToSenderFolder");

    /** Stock mailets that talk to other servers. */
    private static final Set<String> LEFT_OUT = Set.of(
            "AmqpForwardAttachments",
            "AmqpForwardAttribute",
            "AmqpForwardAttachment",
            "HeadersToHTTP",
            "SpamAssassin",
            "ClamAVScan");

    /** Ours that decides about held posts, of which a forecast has none. */
    private static final String ANSWERS = "org.jameslists.administration.HeldPostAnswers";

    private final Injector injector;
    private final Arrivals arrivals;
    private final Notes notes;

    /** Creates them with this injector. */
    Parts(Injector injector, Arrivals arrivals, Notes notes) {
        this.injector = injector;
        this.arrivals = arrivals;
        this.notes = notes;
    }

    @Override
    public Mailet getMailet(MailetConfig config) throws MessagingException {
        Mailet mailet = mailet(config.getMailetName());
        mailet.init(config);
        return mailet;
    }

    private Mailet mailet(String name) throws MessagingException {
        String simpleName = name.substring(name.lastIndexOf('.') + 1);
        boolean stock = name.equals(simpleName) || name.startsWith(STANDARD);
        if (stock && DELIVERS.contains(simpleName)) {
            return new Terminus(arrivals, true);
        }
        if (stock && KEEPS.contains(simpleName)) {
            return new Terminus(arrivals, false);
        }
        if (name.equals(ANSWERS)) {
            return new GenericMailet() {
                @Override
                public void service(Mail mail) {
                    // A post is no answer.
                }
            };
        }
        return load(Mailet.class, name, "mailets.", new GenericMailet() {
            @Override
            public void service(Mail mail) {
                notes.add("The mailet " + name + " is not on the class path, so the forecast leaves it out.");
            }
        });
    }

    @Override
    public Matcher getMatcher(MatcherConfig config) throws MessagingException {
        String name = config.getMatcherName();
        Matcher matcher = load(Matcher.class, name, "matchers.", new GenericMatcher() {
            @Override
            public Collection<MailAddress> match(Mail mail) {
                notes.add("The matcher " + name
                        + " is not on the class path, so in the forecast it matches no recipient.");
                return List.of();
            }
        });
        matcher.init(config);
        return matcher;
    }

    /**
     * A server may have other classes than those of James and this pack. They might do harm, so they are not loaded.
     */
    private static void requireHarmless(String name) throws ClassNotFoundException {
        boolean known = name.indexOf('.') < 0 || name.startsWith("org.apache.james.") || name.startsWith(OURS);
        if (!known || LEFT_OUT.contains(name.substring(name.lastIndexOf('.') + 1))) {
            throw new ClassNotFoundException(name);
        }
    }

    private <T> T load(Class<T> type, String name, String folderOfStandard, T otherwise) throws MessagingException {
        try {
            requireHarmless(name);
            Class<?> found = Class.forName(name.indexOf('.') < 0 ? STANDARD + folderOfStandard + name : name);
            return type.cast(injector.getInstance(found));
        } catch (ClassNotFoundException | LinkageError | ConfigurationException | ProvisionException e) {
            if (name.startsWith(OURS)) {
                throw new MessagingException("cannot load " + name, new IllegalStateException(e.getMessage(), e));
            }
            return otherwise;
        }
    }
}
