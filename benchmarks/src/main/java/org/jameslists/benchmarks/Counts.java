package org.jameslists.benchmarks;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import javax.mail.MessagingException;

import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.jameslists.arc.ArcValidator;
import org.jameslists.dkim.DkimSigner;
import org.jameslists.dkim.DkimVerifier;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.mail.Header;
import org.jameslists.mail.Message;
import org.jameslists.signature.CanonicalMessage;

/** What is counted, not timed. */
final class Counts {
    private static final int OCTETS = 10_000;
    private static final int DESTINATIONS = 1000;
    private static final int MEMBERS = 10_000;
    private static final int LINKED_MEMBERS = 100;

    private Counts() {}

    /** How often the body is read to verify two DKIM signatures and a chain of three sets. */
    static int passesToVerify() throws IOException {
        Signers signers = new Signers();
        Message message = signers.sign(signers.sign(Posts.post(OCTETS)));
        for (int i = 0; i < 3; i++) {
            message = signers.seal(message);
        }
        CanonicalMessage canonical = new CanonicalMessage(message);
        DkimVerifier.Prepared dkim = new DkimVerifier(signers.dns, InstantSource.system()).prepare(canonical);
        ArcValidator.Prepared arc = new ArcValidator(signers.dns, InstantSource.system()).prepare(canonical);
        dkim.verify();
        arc.validate();
        return canonical.bodyHashes().passes();
    }

    /**
     * Signing for each of many destinations.
     *
     * @param signatures how many were made, no two alike
     * @param passes how often the body was read
     */
    record Destinations(long signatures, int passes) {}

    /** Signs for 1,000 destination domains, each named in {@code darn=}. */
    static Destinations destinations() throws IOException {
        Signers signers = new Signers();
        CanonicalMessage canonical = new CanonicalMessage(Posts.post(OCTETS));
        List<DkimSigner.Order> orders = IntStream.range(0, DESTINATIONS)
                .mapToObj(i ->
                        new DkimSigner.Order(signers.list, Optional.empty(), Map.of("darn", "d" + i + ".example.org")))
                .toList();
        long signatures =
                signers.dkim.sign(canonical, orders).stream().distinct().count();
        return new Destinations(signatures, canonical.bodyHashes().passes());
    }

    /**
     * A post to members with a link each.
     *
     * @param mails how many leave
     * @param passes how often the body was read to be hashed
     * @param copies how often it was copied, but for the queue
     */
    record Links(int mails, int passes, int copies) {}

    /** Sends a post to 100 members with a link each. */
    static Links links() throws IOException, MessagingException {
        ListScene scene = ListScene.withLinks(LINKED_MEMBERS, OCTETS);
        MailImpl mail = scene.process();
        try {
            int passes = MailMessage.canonical(mail, MailMessage.read(mail))
                    .bodyHashes()
                    .passes();
            return new Links(scene.sent(), passes, MailMessage.copies(mail));
        } finally {
            LifecycleUtil.dispose(mail);
        }
    }

    /** How many signatures a mail to 10,000 members has: DKIM-Signature, ARC-Message-Signature, ARC-Seal. */
    static int signaturesForAllMembers() throws IOException, MessagingException {
        MailImpl mail = new ListScene(MEMBERS, OCTETS).process();
        try {
            Header header = MailMessage.read(mail).header();
            return header.all("DKIM-Signature").size()
                    + header.all("ARC-Message-Signature").size()
                    + header.all("ARC-Seal").size();
        } finally {
            LifecycleUtil.dispose(mail);
        }
    }
}
