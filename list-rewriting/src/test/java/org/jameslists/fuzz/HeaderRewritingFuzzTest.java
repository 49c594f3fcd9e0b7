package org.jameslists.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.jameslists.list.ListIdentity;
import org.jameslists.list.PrefixTemplate;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.HeaderLimits;
import org.jameslists.mail.HeaderTooLargeException;
import org.jameslists.mail.Message;
import org.jameslists.mail.SevenBitHeader;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.common.io.ByteSource;

class HeaderRewritingFuzzTest {
    private static final ListIdentity LIST = ListIdentity.of("example", "example@ml.example.ac.jp");
    private static final PrefixTemplate PREFIX = PrefixTemplate.of("[{list}:{serial}]", 5);

    /** Encoded text takes more octets than raw text. */
    private static final HeaderLimits ANY = new HeaderLimits(Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** Any header becomes one of ASCII whose lines end in CRLF, and stays as it is then; the Subject has one prefix. */
    @FuzzTest
    void convert(byte[] input) throws IOException {
        Header header;
        try {
            header = Message.read(ByteSource.wrap(Inputs.sometimesLong(input))).header();
        } catch (HeaderTooLargeException refused) {
            return;
        }
        if (SevenBitHeader.of(header) instanceof SevenBitHeader.Converted converted) {
            String octets = new String(converted.header().octets(), StandardCharsets.ISO_8859_1);
            assertThat(octets.chars().allMatch(c -> c > 0 && c < 0x80)).isTrue();
            assertThat(octets.replace("\r\n", "")).doesNotContain("\r", "\n");
            assertThat(Message.read(ByteSource.wrap(converted.header().octets()), ANY)
                            .header())
                    .isEqualTo(converted.header());
            assertThat(SevenBitHeader.of(converted.header()))
                    .isEqualTo(new SevenBitHeader.Converted(converted.header(), Set.of()));
        }
        Header once = PREFIX.apply(header, LIST, 7);
        HeaderField subject = once.first("Subject").orElseThrow();
        assertThat(subject.toString()).isASCII();
        assertThat(once.all("Subject")).hasSize(1);
        Header twice = PREFIX.apply(once, LIST, 8);
        assertThat(twice.first("Subject").orElseThrow().text()).contains("[example:00008]");
    }
}
