package org.jameslists.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import org.jameslists.list.FromMunging;
import org.jameslists.list.ListIdentity;
import org.jameslists.list.MungedFrom;
import org.jameslists.list.NameDirectory;
import org.jameslists.mail.AddressList;
import org.jameslists.mail.EncodedWords;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Mailbox;

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
