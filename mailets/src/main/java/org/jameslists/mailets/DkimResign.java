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
 * Signs a list's mail with DKIM, for the domain of the list. Each selector makes one signature, so one key can be RSA
 * and another Ed25519.
 *
 * <pre>{@code
 * <mailet match="All" class="org.jameslists.mailets.DkimResign">
 *   <domains>ml.example.ac.jp</domains>
 *   <selectors>list</selectors>
 * </mailet>
 * }</pre>
 *
 * <p>Put it after all edits and before {@link ArcSeal}. Before it signs, it converts the message to 7-bit content and
 * an ASCII header, so that no server on the way needs to change it.
 *
 * <p>It never signs for an unauthenticated author with a domain that aligns with the author's: such a post goes to the
 * processor {@code refused}, with the reason. Put {@link MungeFrom} before it to give such posts the list's own From.
 *
 * <p>With {@code copies}, each destination domain gets a copy with its own signature, which names the domain in the tag
 * {@code darn=}. That shows when somebody replays a copy to another domain. The body is hashed only once.
 */
public class DkimResign extends ListMailet {
    private final SigningParts parts;
    private String refused;
    private ListSigners lists;
    private ListSigners authors;
    private DkimSigner signer;
    private Optional<String> copies;

    /** Signs with these keys. Stops James if a key is not published or the mailets are in the wrong order. */
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
        copies = copiesProcessor(parameters);
        refused = refusedProcessor(parameters);
    }

    private static Optional<String> copiesProcessor(Parameters parameters) throws MessagingException {
        String name = "copiesProcessor";
        return parameters.renamed("copies", name).optional(name).isEmpty()
                ? Optional.empty()
                : Optional.of(parameters.processor(name));
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        if (OwnSignatures.of(mail).include(Kind.ARC)) {
            throw new MessagingException("DkimResign must come before ArcSeal: a new signature would break the seal");
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
     * The list's domain and, if it signs here too, the domain in From: of a From made here, or of an authenticated
     * author who is still in From.
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
