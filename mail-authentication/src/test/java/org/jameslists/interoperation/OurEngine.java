package org.jameslists.interoperation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jameslists.arc.ArcSealer;
import org.jameslists.arc.ArcSealing;
import org.jameslists.arc.ArcValidator;
import org.jameslists.arc.ChainValidation;
import org.jameslists.dkim.DkimResult;
import org.jameslists.dkim.DkimSigner;
import org.jameslists.dkim.DkimVerifier;
import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsSettings;
import org.jameslists.dns.DnsjavaDns;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.results.MethodResult;
import org.jameslists.signature.Canonicalizations;
import org.jameslists.signature.KeyFormatException;
import org.jameslists.signature.PemKeys;
import org.jameslists.signature.SignatureFormatException;
import org.jameslists.signature.SignedFields;
import org.jameslists.signature.SigningIdentity;
import org.jameslists.testing.DkimVerdict;
import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.PublishedKey;
import org.jameslists.testing.Verdict;

import com.google.common.io.ByteSource;

/** The engine under test, asked in the way of its peers. */
final class OurEngine {
    private static final InstantSource CLOCK = InstantSource.system();

    private final Dns dns;

    OurEngine(LoopbackDns dns) {
        this.dns = DnsjavaDns.of(dns.hostAndPort(), DnsSettings.DEFAULT);
    }

    List<Verdict> hear(List<byte[]> messages) {
        return messages.stream().map(this::hear).toList();
    }

    ChainValidation validate(byte[] message) {
        return ChainValidation.of(hear(message).arc().orElseThrow()).orElseThrow();
    }

    List<byte[]> sign(List<byte[]> messages, List<PublishedKey> keys, String canonicalization) {
        DkimSigner signer =
                new DkimSigner(canonicalizations(canonicalization), SignedFields.DEFAULT, Optional.empty(), CLOCK);
        List<DkimSigner.Order> orders = keys.stream()
                .map(OurEngine::identity)
                .map(DkimSigner.Order::new)
                .toList();
        return messages.stream().map(message -> sign(message, signer, orders)).toList();
    }

    /** The message with one more set, where there may be one; {@code received} is what the chain was before any edit. */
    byte[] seal(byte[] octets, ChainValidation received, PublishedKey key, String authservId, String canonicalization) {
        ArcSealer sealer =
                new ArcSealer(canonicalizations(canonicalization), SignedFields.DEFAULT.and("DKIM-Signature"), CLOCK);
        AuthenticationResults results = AuthenticationResults.of(authservId, MethodResult.of("arc", received.word()));
        try {
            Message message = Message.read(ByteSource.wrap(octets));
            ArcSealing sealing = sealer.seal(message, received, results, identity(key));
            return sealing instanceof ArcSealing.Sealed sealed ? withOnTop(message, sealed.fields()) : octets;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Verdict hear(byte[] octets) {
        try {
            Message message = Message.read(ByteSource.wrap(octets));
            List<DkimVerdict> dkim = new ArrayList<>();
            for (DkimResult result : new DkimVerifier(dns, CLOCK).verify(message)) {
                dkim.add(new DkimVerdict(
                        result.domain().orElse(""),
                        result.tag("s").orElse(""),
                        result.result().status().word(),
                        result.result().reason()));
            }
            var arc = new ArcValidator(dns, CLOCK).validate(message);
            return new Verdict(
                    Party.WE.title(),
                    "",
                    Verdict.Results.of(dkim).withArc(arc.status().word()),
                    arc.reason(),
                    "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sign(byte[] octets, DkimSigner signer, List<DkimSigner.Order> orders) {
        try {
            Message message = Message.read(ByteSource.wrap(octets));
            return withOnTop(message, signer.sign(message, orders));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] withOnTop(Message message, List<HeaderField> fields) throws IOException {
        return message.withHeader(message.header().prepend(fields.toArray(HeaderField[]::new)))
                .content()
                .read();
    }

    private static SigningIdentity identity(PublishedKey key) {
        try {
            return new SigningIdentity(
                    key.domain(), key.selector(), PemKeys.RECOMMENDED.read(key.pem(), Optional.empty()));
        } catch (KeyFormatException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Canonicalizations canonicalizations(String text) {
        try {
            return Canonicalizations.parse(text);
        } catch (SignatureFormatException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
