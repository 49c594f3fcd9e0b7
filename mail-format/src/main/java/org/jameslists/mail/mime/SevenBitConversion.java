package org.jameslists.mail.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.mail.SevenBitHeader;

import com.google.common.base.CharMatcher;
import com.google.common.io.ByteSource;

/** Converts one message; see {@link SevenBitMessage}. */
final class SevenBitConversion {
    private static final HeaderField MIME_VERSION = HeaderField.of("MIME-Version", "1.0");

    private final ByteSource body;
    private final List<Edit> edits = new ArrayList<>();
    private final Set<String> damagedFields = new TreeSet<>();
    private final List<String> leftAsIs = new ArrayList<>();

    private SevenBitConversion(ByteSource body) {
        this.body = body;
    }

    static SevenBitMessage convert(Message message, Origin origin) throws IOException {
        SevenBitConversion conversion = new SevenBitConversion(message.body());
        try {
            MimeStructure structure = MimeStructure.of(message);
            Header converted = conversion.convert(structure.root());
            Header labelled = conversion.withJapaneseLabel(structure.root(), converted);
            Header header = origin.complete(withMimeVersion(withoutUnsent(labelled)));
            Message result = message.withHeader(header).withBody(conversion.closedLines(structure));
            return new SevenBitMessage.Converted(result, conversion.damagedFields, conversion.leftAsIs);
        } catch (RefusedException | MimeLimitException e) {
            return new SevenBitMessage.Refused(e.getMessage());
        }
    }

    static SevenBitMessage convertHeader(Message message, Origin origin) {
        SevenBitConversion conversion = new SevenBitConversion(message.body());
        try {
            Header converted = conversion.ascii(message.header());
            Header header = origin.complete(withMimeVersion(withoutUnsent(converted)));
            return new SevenBitMessage.Converted(message.withHeader(header), conversion.damagedFields, List.of());
        } catch (RefusedException e) {
            return new SevenBitMessage.Refused(e.getMessage());
        }
    }

    private ByteSource closedLines(MimeStructure structure) {
        ByteSource edited = EditedSource.of(body, edits);
        if (!structure.bareLineEnds()) {
            return edited;
        }
        return new ByteSource() {
            @Override
            public InputStream openStream() throws IOException {
                return new CrlfStream(edited.openStream());
            }
        };
    }

    /** Removes fields that JavaMail does not send. */
    private static Header withoutUnsent(Header header) {
        return header.without("Bcc").without("Content-Length");
    }

    /** RFC 2045 §4. JavaMail writes the field without a comment whenever it saves a message. */
    private static Header withMimeVersion(Header header) {
        List<HeaderField> present = header.all("MIME-Version");
        boolean asJavaMailWritesIt = present.size() == 1
                && present.get(0).toString().equals(present.get(0).name() + ": 1.0");
        return asJavaMailWritesIt ? header : header.with(MIME_VERSION);
    }

    /** Converts an entity: returns its new header, and adds the edits of its body. */
    private Header convert(MimeEntity entity) throws IOException, RefusedException {
        Header header = ascii(entity.header());
        if (entity.parts().isEmpty() && !entity.isMultipart()) {
            return convertLeaf(entity, header);
        }
        if (isSigned(entity)) {
            if (!entity.isSevenBit()) {
                leftAsIs.add(entity.type().isType("multipart") ? "a signed part" : "a message with a DKIM-Signature");
            }
            return header;
        }
        if (entity.boundary().isPresent()
                && !CharMatcher.ascii().matchesAllOf(entity.boundary().get())) {
            throw new RefusedException("the boundary of a multipart is not in ASCII, as RFC 2046 §5.1.1 requires");
        }
        int left = leftAsIs.size();
        for (MimeEntity part : entity.parts()) {
            convertPart(part, entity.type().is("message/rfc822"));
        }
        for (MimeEntity.Filler filler : entity.fillers()) {
            edits.add(Edit.replace(filler.start(), filler.end(), new byte[0]));
        }
        boolean allSevenBit = leftAsIs.size() == left;
        return allSevenBit ? sevenBitLabel(header) : header;
    }

    private void convertPart(MimeEntity part, boolean isMessage) throws IOException, RefusedException {
        Header converted = convert(part);
        if (!converted.equals(part.header())) {
            boolean incomplete = isMessage && converted.first("MIME-Version").isEmpty();
            Header header = incomplete ? converted.append(MIME_VERSION) : converted;
            edits.add(Edit.replace(part.headerStart(), part.bodyStart(), octets(header)));
        }
    }

    private static byte[] octets(Header header) {
        byte[] fields = header.octets();
        byte[] closed = Arrays.copyOf(fields, fields.length + 2);
        closed[fields.length] = '\r';
        closed[fields.length + 1] = '\n';
        return closed;
    }

    private Header ascii(Header header) throws RefusedException {
        SevenBitHeader result = SevenBitHeader.of(header);
        if (result instanceof SevenBitHeader.Refused refused) {
            throw new RefusedException(refused.reason());
        }
        SevenBitHeader.Converted converted = (SevenBitHeader.Converted) result;
        damagedFields.addAll(converted.damaged());
        return converted.header();
    }

    /**
     * RFC 1847 §2.1: the content of a multipart/signed is signed byte for byte. So is, most likely, the body of an
     * inner message with a DKIM signature.
     */
    private static boolean isSigned(MimeEntity entity) {
        return entity.type().is("multipart/signed")
                || (entity.type().is("message/rfc822")
                        && entity.parts().stream()
                                .anyMatch(message ->
                                        message.header().first("DKIM-Signature").isPresent()));
    }

    /** If 7-bit content had the label 8bit, James would convert it. */
    private static Header sevenBitLabel(Header header) {
        String label = TransferEncoding.label(header);
        return label.equals("8bit") || label.equals("binary") ? header.with(TransferEncoding.IDENTITY.field()) : header;
    }

    private Header convertLeaf(MimeEntity leaf, Header header) throws IOException, RefusedException {
        TransferEncoding present = leaf.encoding();
        boolean text = leaf.type().isType("text") || leaf.type().isType("message");
        boolean binaryLines = !text
                && leaf.facts().bareLineEnd()
                && TransferEncoding.label(header).equals("binary");
        if (leaf.facts().isSevenBit() && !binaryLines) {
            return present == TransferEncoding.IDENTITY ? sevenBitLabel(header) : header;
        }
        if (leaf.type().isType("multipart")) {
            throw new RefusedException("a multipart without a boundary is not 7-bit");
        }
        if (present == TransferEncoding.UNKNOWN) {
            if (!leaf.facts().eightBit() && !leaf.facts().nul()) {
                return header;
            }
            throw new RefusedException(
                    "a part is 8-bit in the unknown Content-Transfer-Encoding " + TransferEncoding.label(header));
        }
        if (present != TransferEncoding.IDENTITY) {
            edits.add(new Edit(leaf.bodyStart(), leaf.bodyEnd(), old -> present.encode(present.decode(old))));
            return header;
        }
        TransferEncoding needed = text ? TransferEncoding.QUOTED_PRINTABLE : TransferEncoding.BASE64;
        edits.add(new Edit(leaf.bodyStart(), leaf.bodyEnd(), old -> needed.encode(text ? new CrlfStream(old) : old)));
        return withCharset(leaf, header).with(needed.field());
    }

    /** RFC 2045 §5.2: text without a charset is US-ASCII. If it is not, it gets the right label. */
    private Header withCharset(MimeEntity leaf, Header header) throws IOException {
        boolean unlabelled =
                leaf.type().is("text/plain") && leaf.type().parameter("charset").isEmpty();
        return unlabelled && leaf.facts().eightBit()
                ? header.with(leaf.type()
                        .with("charset", TextCharset.ofEightBit(body, leaf))
                        .field())
                : header;
    }

    /** Old Japanese mail has no MIME fields. With the MIME-Version that is added, its text would count as US-ASCII. */
    private Header withJapaneseLabel(MimeEntity root, Header header) throws IOException {
        boolean old = header.first("MIME-Version").isEmpty()
                && header.first("Content-Type").isEmpty();
        return old && TextCharset.isIso2022Jp(body, root)
                ? header.with(root.type().with("charset", "ISO-2022-JP").field())
                : header;
    }

    /** The message has no 7-bit form. */
    private static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String reason) {
            super(reason, null, false, false);
        }
    }
}
