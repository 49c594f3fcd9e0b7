package org.jameslists.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.jameslists.mail.HeaderField;
import org.jameslists.signature.MessageSignature;
import org.jameslists.signature.SignatureFormatException;
import org.jameslists.signature.TagList;

import com.code_intelligence.jazzer.junit.FuzzTest;

class TagListFuzzTest {
    /** A list that is read is written and read back; taking b= out changes no other tag. */
    @FuzzTest
    void parse(byte[] input) {
        byte[] octets = Inputs.sometimesLong(input);
        try {
            TagList tags = TagList.parse(new String(octets, StandardCharsets.ISO_8859_1));
            assertThat(TagList.parse(tags.toString())).isEqualTo(tags);
            HeaderField field = field(octets);
            TagList inField = TagList.parse(field);
            assertThat(inField.tags()).hasSameSizeAs(tags.tags());
            if (inField.tag("b").isPresent()) {
                checkUnsigned(field, inField);
            }
        } catch (SignatureFormatException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private static HeaderField field(byte[] value) {
        byte[] field = new byte[value.length + 2];
        field[0] = 'X';
        field[1] = ':';
        System.arraycopy(value, 0, field, 2, value.length);
        return HeaderField.ofOctets(field);
    }

    private static void checkUnsigned(HeaderField field, TagList tags) throws SignatureFormatException {
        TagList unsigned = TagList.parse(MessageSignature.withoutSignature(field, tags));
        assertThat(unsigned.value("b")).contains("");
        for (TagList.Tag tag : tags.tags()) {
            if (!tag.name().equals("b")) {
                assertThat(unsigned.value(tag.name())).contains(tag.value());
            }
        }
    }
}
