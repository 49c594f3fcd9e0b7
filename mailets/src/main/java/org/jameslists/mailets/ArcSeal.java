package org.jameslists.mailets;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.arc.ArcSealer;
import org.jameslists.arc.ArcSealing;
import org.jameslists.arc.ChainValidation;
import org.jameslists.james.lists.ListSigners;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.mail.OwnSignatures;
import org.jameslists.james.mail.OwnSignatures.Kind;
import org.jameslists.james.mail.SendableMessage;
import org.jameslists.james.reception.ReceptionResults;
import org.jameslists.james.settings.Parameters;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.signature.CanonicalMessage;
import org.jameslists.signature.SignatureAlgorithm;
import org.jameslists.signature.SigningIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.inject.Inject;

/**
 * Seals a list's mail with ARC (RFC 8617), which tells receivers what {@link Authenticate} found when the mail arrived.
 * A chain that arrived broken gets no new seal.
 *
 * <pre>{@code
 * <mailet match="All" class="org.jameslists.mailets.ArcSeal">
 *   <domains>ml.example.ac.jp</domains>
 *   <selector>list</selector>
 * </mailet>
 * }</pre>
 *
 * <p>Put it after all edits and after {@link DkimResign}; only {@link Freeze} comes later. If the edits broke the
 * author's signature, ARC alone does not make a strict receiver accept the post: use it with {@link MungeFrom}.
 *
 * <p>Use an RSA key. RFC 8617 §4.1.2 and §4.1.3 give ARC the algorithms of DKIM, so Ed25519 (RFC 8463) is allowed, but
 * validators in use today treat such a chain as broken.
 */
public class ArcSeal extends ListMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(ArcSeal.class);

    private final SigningParts parts;
    private String refused;
    private final ArcSealer sealer = new ArcSealer(InstantSource.system());
    private ListSigners signers;

    /** Seals with these keys. Stops James if a key is not published or the mailets are in the wrong order. */
    @Inject
    ArcSeal(MetricFactory metrics, SigningParts parts) {
        super(metrics, "sealed", "declined", "refused");
        this.parts = parts;
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        parts.order().check();
        refused = refusedProcessor(parameters);
        signers = ListSigners.configure(
                parameters,
                parts.keys(),
                parts.keyCheck(),
                "domains",
                "selector",
                List.of(parameters.required("selector")));
        for (SigningIdentity named : signers.named()) {
            if (named.key().algorithm() != SignatureAlgorithm.RSA_SHA256) {
                LOGGER.warn(
                        "ArcSeal: the key of {}, selector {}, is Ed25519: validators in use today treat a chain sealed with it"
                                + " as broken. Name a selector with an RSA key.",
                        named.domain(),
                        named.selector());
            }
        }
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        AuthenticationResults results = ReceptionResults.of(mail);
        ChainValidation received = ReceptionResults.chain(results);
        SigningIdentity by = signers.forList(mail).get(0);
        Message message = SendableMessage.of(mail);
        Optional<String> objection =
                parts.lending().objectionToSigning(mail, message.header(), ListSigners.domains(List.of(by)));
        if (objection.isPresent()) {
            divert(mail, refused, "the post is not sealed: " + objection.get());
            note(mail, "refused", () -> "is not sealed: " + objection.get());
            return;
        }
        try {
            CanonicalMessage canonical = MailMessage.keep(mail, message);
            ArcSealing sealing = sealer.seal(canonical, received, results, by);
            if (sealing instanceof ArcSealing.Sealed sealed) {
                HeaderField[] fields = sealed.fields().toArray(HeaderField[]::new);
                MailMessage.write(
                        mail,
                        MailMessage.read(mail).withHeader(canonical.header().prepend(fields)));
                OwnSignatures.note(mail, Kind.ARC, by);
                step(
                        mail,
                        "sealed",
                        () -> "is sealed by " + by.domain() + " (" + by.selector() + "), cv="
                                + sealed.chainValidation().word());
            } else if (sealing instanceof ArcSealing.NotSealed not) {
                note(mail, "declined", () -> "is not sealed: " + not.reason());
            }
        } catch (IOException e) {
            throw new MessagingException("cannot read the body of " + mail.getName(), e);
        }
    }
}
