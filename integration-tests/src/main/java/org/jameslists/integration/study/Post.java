package org.jameslists.integration.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.jameslists.dkim.DkimSigner;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.signature.Canonicalizations;
import org.jameslists.signature.SignedFields;
import org.jameslists.signature.SigningIdentity;

import com.google.common.io.ByteSource;

/**
 * One post, as its author's server sends it: signed with rsa-sha256.
 *
 * @param author who wrote it
 * @param kind with what
 * @param canonicalizations how the author's domain signs
 */
public record Post(Author author, MailKind kind, Canonicalizations canonicalizations) {
    private static final SignedFields SIGNED = new SignedFields(
            Set.of("From"),
            new LinkedHashSet<>(List.of(
                    "Subject",
                    "Date",
                    "To",
                    "Message-ID",
                    "MIME-Version",
                    "Content-Type",
                    "Content-Transfer-Encoding")));

    /** The post that stands for all of an author: the mobile carrier's, signed relaxed/relaxed. */
    public static Post of(Author author) {
        return new Post(author, MailKind.CARRIER, Canonicalizations.RELAXED_RELAXED);
    }

    /** All posts of an author, the one that stands for them first. */
    public static List<Post> allOf(Author author) {
        List<Post> posts = new ArrayList<>();
        for (MailKind kind : MailKind.values()) {
            posts.add(new Post(author, kind, Canonicalizations.RELAXED_RELAXED));
            posts.add(new Post(author, kind, Canonicalizations.SIMPLE_SIMPLE));
        }
        return posts;
    }

    /** Its Message-ID, without angle brackets: no two posts have the same. */
    String id() {
        return (author + "." + kind + "." + canonicalizations.header().word() + "@" + author.domain())
                .toLowerCase(Locale.ROOT);
    }

    /** The message with the author's signature on top. */
    byte[] signed(SigningIdentity by) throws IOException {
        byte[] unsigned = kind.message(author, id()).getBytes(StandardCharsets.ISO_8859_1);
        Message message = Message.read(ByteSource.wrap(unsigned));
        DkimSigner signer = new DkimSigner(canonicalizations, SIGNED, Optional.empty(), InstantSource.system());
        HeaderField[] signature =
                signer.sign(message, List.of(new DkimSigner.Order(by))).toArray(HeaderField[]::new);
        return message.withHeader(message.header().prepend(signature)).content().read();
    }
}
