package org.jameslists.integration.study;

import java.io.IOException;
import java.time.InstantSource;

import org.jameslists.arc.ArcSealer;
import org.jameslists.arc.ArcSealing;
import org.jameslists.arc.ChainValidation;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.results.MethodResult;
import org.jameslists.signature.SigningIdentity;

/** How a post comes to the list. */
public enum Arrival {
    /** From its author's server. */
    DIRECT,
    /** By way of a server that sealed it, such as the rspamd at the border in the field study: ARC passes. */
    SEALED,
    /** By way of two servers that sealed it, the first with a key that nobody finds: the newest seal says cv=fail. */
    FAILED;

    /** The message as it arrives. */
    Message of(Message sent, Author author, Domains domains) throws IOException {
        return switch (this) {
            case DIRECT -> sent;
            case SEALED -> sealed(sent, author, ChainValidation.NONE, domains.border());
            case FAILED -> sealed(
                    sealed(sent, author, ChainValidation.NONE, domains.unpublished()),
                    author,
                    ChainValidation.FAIL,
                    domains.border());
        };
    }

    private static Message sealed(Message message, Author author, ChainValidation received, SigningIdentity by)
            throws IOException {
        AuthenticationResults results = AuthenticationResults.of(
                "mx." + by.domain(),
                MethodResult.of("arc", received.word()),
                MethodResult.of("dkim", "pass").with("header", "d", author.domain()),
                MethodResult.of("dmarc", "pass").with("header", "from", author.domain()));
        ArcSealing sealing = new ArcSealer(InstantSource.system()).seal(message, received, results, by);
        HeaderField[] set = ((ArcSealing.Sealed) sealing).fields().toArray(HeaderField[]::new);
        return message.withHeader(message.header().prepend(set));
    }
}
