package org.jameslists.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import org.jameslists.message.Header;
import org.jameslists.message.HeaderField;
import org.jameslists.rewriting.AddressList;
import org.jameslists.rewriting.EncodedWords;
import org.jameslists.rewriting.FromMunging;
import org.jameslists.rewriting.ListIdentity;
import org.jameslists.rewriting.Mailbox;
import org.jameslists.rewriting.MungedFrom;
import org.jameslists.rewriting.NameDirectory;

import com.code_intelligence.jazzer.junit.FuzzTest;

class AddressFuzzTest {
    private static final ListIdentity LIST = ListIdentity.of("例", "example@ml.example.ac.jp");

    /** Whatever stands in From, it becomes the list's alone, in ASCII, or is refused; authors stay to be reached. */
    @FuzzTest
    void munge(byte[] input) {
        byte[] value = Inputs.sometimesLong(input);
        Header header = Header.of(field("From", value), field("To", value), HeaderField.of("Subject", "test"));
        String text = EncodedWords.decode(value);
        assertThat(EncodedWords.decode(octets(String.join(" ", EncodedWords.encode(text)))))
                .isEqualTo(text);
        AddressList authors = AddressList.parse(value);
        MungedFrom munged = FromMunging.MAILMAN.apply(header, LIST, NameDirectory.EMPTY);
        if (munged instanceof MungedFrom.Rewritten rewritten) {
            HeaderField from = rewritten.header().first("From").orElseThrow();
            assertThat(from.toString()).isASCII();
            AddressList written = AddressList.parse(from);
            assertThat(written.malformed()).isEmpty();
            assertThat(written.mailboxes()).extracting(Mailbox::address).containsExactly(LIST.address());
            HeaderField replyTo = rewritten.header().first("Reply-To").orElseThrow();
            assertThat(replyTo.toString()).isASCII();
            AddressList replies = AddressList.parse(replyTo);
            assertThat(replies.malformed()).isEmpty();
            assertThat(replies.mailboxes())
                    .hasSizeLessThanOrEqualTo(authors.mailboxes().size());
        }
    }

    private static byte[] octets(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    private static HeaderField field(String name, byte[] value) {
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        field.writeBytes(octets(name + ":"));
        field.writeBytes(value);
        return HeaderField.ofOctets(field.toByteArray());
    }
}
