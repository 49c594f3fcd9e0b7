package org.jameslists.mailets;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.dkim.DkimSigner;
import org.jameslists.dkim.DkimSigner.Order;
import org.jameslists.dmarc.AuthorDomains;
import org.jameslists.james.lists.ListSigners;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.mail.OwnSignatures;
import org.jameslists.james.mail.OwnSignatures.Kind;
import org.jameslists.james.mail.SendableMessage;
import org.jameslists.james.reception.AuthorStandings;
import org.jameslists.james.reception.NameLending;
import org.jameslists.james.settings.Parameters;
import org.jameslists.mail.DomainName;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.signature.CanonicalMessage;
import org.jameslists.signature.Canonicalizations;
import org.jameslists.signature.SignedFields;
import org.jameslists.signature.SigningIdentity;

import com.google.inject.Inject;

/**
 * Signs a list's mail with DKIM, for the domain of the list: once for each selector, of which one may have an RSA and
 * another an Ed25519 key.
 *
 * <pre>{@code
 * <mailet match="All" class="org.jameslists.mailets.DkimResign">
 *   <domains>ml.example.ac.jp</domains>
 *   <selectors>list</selectors>
 * </mailet>
 * }</pre>
 *
 * <p>All edits come before it, {@link ArcSeal} after it. Before it signs, the message is made so that nothing on its
 * way changes it: its content in 7 bits, its header in ASCII.
 *
 * <p>A post whose author is not authenticated is not signed by a domain that aligns with the author's: it goes to the
 * processor {@code refused}, with the reason. {@link MungeFrom} before it gives such a post the list's own From.
 *
 * <p>With {@code copies} each destination domain gets a copy with a separate signature, which names the domain in a
 * tag {@code darn=}: a copy that is replayed to another domain shows. The body is hashed once for all of them.
 */
public class DkimResign extends ListMailet {
    private final SigningParts parts;
    private String refused;
    private ListSigners lists;
    private ListSigners authors;
    private DkimSigner signer;
    private Optional<String> copies;

    /** Signs with these keys, and stops James where they are not published or the order of mailets is wrong. */
    @Inject
    DkimResign(MetricFactory metrics, SigningParts parts) {
        super(metrics, "signed", "refused");
        this.parts = parts;
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        parts.order().check();
        parameters.required("selectors");
        List<String> selectors = parameters.words("selectors");
        lists = ListSigners.configure(parameters, parts.keys(), parts.keyCheck(), "domains", "selectors", selectors);
        authors = ListSigners.configure(parameters, parts.keys(), parts.keyCheck(), "authors", "selectors", selectors);
        Duration validity = parameters.duration("validity", Duration.ZERO);
        signer = new DkimSigner(
                Canonicalizations.RELAXED_RELAXED,
                SignedFields.DEFAULT,
                Optional.of(validity).filter(period -> !period.isZero()),
                InstantSource.system());
        copies = parameters.optional("copies");
        refused = parameters.optional("refused", Mail.ERROR);
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        if (OwnSignatures.of(mail).include(Kind.ARC)) {
            throw new MessagingException("DkimResign must come before ArcSeal: what is sealed is not signed any more");
        }
        Message message = SendableMessage.of(mail);
        List<SigningIdentity> identities = identities(mail, message.header());
        Optional<String> objection =
                parts.lending().objectionToSigning(mail, message.header(), ListSigners.domains(identities));
        if (objection.isPresent()) {
            divert(mail, refused, "the post is not signed: " + objection.get());
            note(mail, "refused", () -> "is not signed: " + objection.get());
            return;
        }
        try {
            CanonicalMessage canonical = MailMessage.keep(mail, message);
            if (copies.isPresent()) {
                sendCopies(mail, canonical, identities);
            } else {
                sign(mail, canonical, identities, Map.of());
            }
        } catch (IOException e) {
            throw new MessagingException("cannot read the body of " + mail.getName(), e);
        }
        step(mail, "signed", () -> "is signed by " + names(identities));
    }

    private static String names(List<SigningIdentity> identities) {
        return identities.stream()
                .map(by -> by.domain() + " (" + by.selector() + ")")
                .collect(Collectors.joining(", "));
    }

    /**
     * The list's domain, and that of From: of a From made here, or of an authenticated author who is still in From and
     * whose domain signs here too.
     */
    private List<SigningIdentity> identities(Mail mail, Header header) throws MessagingException {
        Set<SigningIdentity> identities = new LinkedHashSet<>(lists.forList(mail));
        boolean ours = NameLending.isFromOurs(mail, header);
        boolean authenticated = AuthorStandings.of(mail, header) instanceof AuthorStanding.Authenticated;
        for (DomainName from : AuthorDomains.of(header).domains()) {
            if (ours) {
                identities.addAll(lists.forFrom(mail, from));
            } else if (authenticated) {
                identities.addAll(authors.forDomain(from));
            }
        }
        return List.copyOf(identities);
    }

    private void sign(
            Mail mail, CanonicalMessage canonical, List<SigningIdentity> identities, Map<String, String> moreTags)
            throws MessagingException, IOException {
        List<Order> orders = identities.stream()
                .map(by -> new Order(by, Optional.empty(), moreTags))
                .toList();
        HeaderField[] fields = signer.sign(canonical, orders).toArray(HeaderField[]::new);
        MailMessage.write(
                mail, MailMessage.read(mail).withHeader(canonical.header().prepend(fields)));
        identities.forEach(by -> OwnSignatures.note(mail, Kind.DKIM, by));
    }

    /** A recipient that already has its copy is removed, so a retry cannot send it twice. */
    private void sendCopies(Mail mail, CanonicalMessage canonical, List<SigningIdentity> identities)
            throws MessagingException, IOException {
        Map<String, List<MailAddress>> byDomain = mail.getRecipients().stream()
                .collect(Collectors.groupingBy(
                        recipient -> recipient.getDomain().asString(), TreeMap::new, Collectors.toList()));
        List<MailAddress> left = new ArrayList<>(mail.getRecipients());
        for (Map.Entry<String, List<MailAddress>> destination : byDomain.entrySet()) {
            MailImpl copy = MailImpl.duplicateWithoutMessage(mail).build();
            try {
                copy.setRecipients(destination.getValue());
                MailMessage.lend(copy, MailMessage.read(mail));
                sign(copy, canonical, identities, Map.of("darn", destination.getKey()));
                getMailetContext().sendMail(copy, copies.orElseThrow());
            } finally {
                LifecycleUtil.dispose(copy);
            }
            left.removeAll(destination.getValue());
            mail.setRecipients(left);
        }
        mail.setState(Mail.GHOST);
    }
}
