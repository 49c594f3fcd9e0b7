package org.jameslists.integration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jameslists.dkim.DkimSigner;
import org.jameslists.dkim.DkimSigner.Order;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.signature.Canonicalizations;
import org.jameslists.signature.KeyFormatException;
import org.jameslists.signature.PemKeys;
import org.jameslists.signature.SignedFields;
import org.jameslists.signature.SigningIdentity;
import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.PublishedKey;
import org.jameslists.testing.RawSmtp;

import com.google.common.io.ByteSource;

/** The Japanese post of the field study, by authors whose domains ask for different things. */
enum SamplePost {
    /** By a mobile carrier's customer: p=reject. */
    CARRIER("author@example.ne.jp", ListScene.LIST),
    /** p=quarantine. */
    QUARANTINE("author@example.org", ListScene.LIST),
    /** p=none. */
    MODEST("author@example.net", ListScene.LIST),
    /** By somebody of the house, which has p=reject and whose key the list's server holds too. */
    HOUSE("staff@example.ac.jp", ListScene.LIST),
    /** p=reject, and the author's signature says that there is no List-Id and the like, so that lists break it. */
    COVERING("author@example.ne.jp", ListScene.LIST),
    /** p=reject, to a list of another domain. */
    NEWS("author@example.ne.jp", "news@lists.example.net");

    /** What the authors' servers sign with. */
    static final String SELECTOR = "mail";

    private static final SignedFields USUAL = new SignedFields(
            Set.of("From"),
            new LinkedHashSet<>(List.of(
                    "Subject",
                    "Date",
                    "To",
                    "Message-ID",
                    "MIME-Version",
                    "Content-Type",
                    "Content-Transfer-Encoding")));

    private final String author;
    private final String list;

    SamplePost(String author, String list) {
        this.author = author;
        this.list = list;
    }

    String author() {
        return author;
    }

    String authorDomain() {
        return author.substring(author.indexOf('@') + 1);
    }

    String list() {
        return list;
    }

    String listDomain() {
        return list.substring(list.indexOf('@') + 1);
    }

    /** The message, signed with the author's key. */
    byte[] message(PublishedKey key) throws IOException {
        byte[] unsigned = new String(AuthorMail.kinds().get("ISO-2022-JP"), StandardCharsets.ISO_8859_1)
                .replace("<author@example.ne.jp>", "<" + author + ">")
                .getBytes(StandardCharsets.ISO_8859_1);
        DkimSigner signer = new DkimSigner(
                Canonicalizations.RELAXED_RELAXED,
                this == COVERING ? SignedFields.DEFAULT : USUAL,
                Optional.empty(),
                InstantSource.system());
        try {
            SigningIdentity by = new SigningIdentity(
                    key.domain(), key.selector(), PemKeys.RECOMMENDED.read(key.pem(), Optional.empty()));
            Message message = Message.read(ByteSource.wrap(unsigned));
            HeaderField[] signature =
                    signer.sign(message, List.of(new Order(by))).toArray(HeaderField[]::new);
            return message.withHeader(message.header().prepend(signature))
                    .content()
                    .read();
        } catch (KeyFormatException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Posts the message to its list. */
    void post(RunningJames james, byte[] message) throws Exception {
        RawSmtp.post(james.smtpPort(), author, List.of(list), message);
    }

    /** The DNS of all authors and lists, but for keys. */
    static LoopbackDns dns() {
        return LoopbackDns.start(
                """
                example.ne.jp.                TXT  "v=spf1 ip4:192.0.2.10 -all"
                example.ne.jp.                A    192.0.2.10
                _dmarc.example.ne.jp.         TXT  "v=DMARC1; p=reject"
                example.org.                  A    203.0.113.1
                _dmarc.example.org.           TXT  "v=DMARC1; p=quarantine"
                example.net.                  A    203.0.113.3
                _dmarc.example.net.           TXT  "v=DMARC1; p=none"
                example.ac.jp.                A    198.51.100.1
                _dmarc.example.ac.jp.         TXT  "v=DMARC1; p=reject; sp=none"
                ml.example.ac.jp.             A    198.51.100.25
                _dmarc.ml.example.ac.jp.      TXT  "v=DMARC1; p=quarantine; sp=none"
                lists.example.net.            A    198.51.100.26
                _dmarc.lists.example.net.     TXT  "v=DMARC1; p=reject"
                """);
    }
}
