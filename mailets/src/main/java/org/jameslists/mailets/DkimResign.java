package org.jameslists.mailets;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import javax.mail.MessagingException;

import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.dkim.DkimSigner;
import org.jameslists.dkim.DkimSigner.Order;
import org.jameslists.james.ListSigners;
import org.jameslists.james.MailMessage;
import org.jameslists.james.OwnSignatures;
import org.jameslists.james.OwnSignatures.Kind;
import org.jameslists.james.Parameters;
import org.jameslists.james.SendableMessage;
import org.jameslists.james.SigningKeys;
import org.jameslists.message.HeaderField;
import org.jameslists.message.Message;
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
 * <p>All edits come before it, {@link ArcSeal} after it. Before it signs, the message is made such that nothing on its
 * way will change it: its content in 7 bit, its header in ASCII.
 */
public class DkimResign extends ListMailet {
    private final SigningKeys keys;
    private ListSigners signers;
    private DkimSigner signer;

    /** Signs with these keys. */
    @Inject
    public DkimResign(MetricFactory metrics, SigningKeys keys) {
        super(metrics);
        this.keys = keys;
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        parameters.required("selectors");
        signers = ListSigners.configure(parameters, keys, "selectors", parameters.words("selectors"));
        Duration validity = parameters.duration("validity", Duration.ZERO);
        signer = new DkimSigner(
                Canonicalizations.RELAXED_RELAXED,
                SignedFields.DEFAULT,
                Optional.of(validity).filter(period -> !period.isZero()),
                InstantSource.system());
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        if (OwnSignatures.of(mail).include(Kind.ARC)) {
            throw new MessagingException("DkimResign must come before ArcSeal: what is sealed is not signed any more");
        }
        List<SigningIdentity> identities = signers.of(mail);
        Message message = SendableMessage.of(mail);
        try {
            List<HeaderField> fields =
                    signer.sign(message, identities.stream().map(Order::new).toList());
            MailMessage.write(mail, message.withHeader(message.header().prepend(fields.toArray(HeaderField[]::new))));
        } catch (IOException e) {
            throw new MessagingException("cannot read the body of " + mail.getName(), e);
        }
        identities.forEach(by -> OwnSignatures.note(mail, Kind.DKIM, by));
        note(
                mail,
                "signed",
                "is signed by "
                        + identities.stream()
                                .map(by -> by.domain() + " (" + by.selector() + ")")
                                .collect(Collectors.joining(", ")));
    }
}
