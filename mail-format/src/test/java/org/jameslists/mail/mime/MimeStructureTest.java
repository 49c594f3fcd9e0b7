package org.jameslists.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

import org.jameslists.mail.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MimeStructureTest {
    private static final String MIXED = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";

    static List<Arguments> bodies() {
        return List.of(
                Arguments.of("Subject: x\r\n\r\nbody\r\n", "text/plain[body//]"),
                Arguments.of("Subject: x\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n", "text/plain[--b////x//--b--//]"),
                Arguments.of(
                        MIXED
                                + "pre\r\n--b\r\n\r\none\r\n--b\r\nContent-Type: text/html\r\n\r\ntwo\r\n\r\n--b--\r\nepi\r\n",
                        "multipart/mixed(text/plain[one] text/html[two//])"),
                Arguments.of(MIXED + "--b\r\n\r\n--b\r\n\r\n\r\n--b--", "multipart/mixed(text/plain[] text/plain[])"),
                Arguments.of(MIXED + "--b\r\nX: y\r\n--b--\r\n", "multipart/mixed(text/plain[])"),
                Arguments.of(MIXED + "--b\r\n--b\r\n--b--\r\n", "multipart/mixed(text/plain[] text/plain[])"),
                Arguments.of(MIXED + "--b \t\r\n\r\none\r\n--b-- \r\n", "multipart/mixed(text/plain[one])"),
                Arguments.of(MIXED + "--b\n\none\n--b--\n", "multipart/mixed(text/plain[one])"),
                Arguments.of(MIXED + "--b\r\n\r\none", "multipart/mixed(text/plain[one])"),
                Arguments.of(MIXED + "--b\r\nX: y", "multipart/mixed(text/plain[])"),
                Arguments.of(
                        MIXED + "--b\r\n\r\n--bb\r\n--b-\r\n --b\r\nx--b\r\n--b--\r\n",
                        "multipart/mixed(text/plain[--bb//--b-// --b//x--b])"),
                Arguments.of(MIXED + "--b--\r\n--b\r\n\r\nx\r\n", "multipart/mixed()"),
                Arguments.of(MIXED, "multipart/mixed()"),
                Arguments.of("Content-Type: multipart/mixed\r\n\r\n--\r\nx", "multipart/mixed[--//x]"),
                Arguments.of("Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n--\r\nx", "multipart/mixed[--//x]"),
                Arguments.of(
                        "Content-Type: multipart/mixed; boundary=\" b c \"\r\n\r\n-- b c\r\n\r\nx\r\n-- b c--",
                        "multipart/mixed(text/plain[x])"),
                Arguments.of(
                        "Content-Type: multipart/mixed; boundary*0=b; boundary*1=c\r\n\r\n--bc\r\n\r\nx\r\n--bc--",
                        "multipart/mixed(text/plain[x])"),
                Arguments.of(
                        MIXED
                                + "--b\r\nContent-Type: multipart/alternative; boundary=i\r\n\r\n--i\r\n\r\na\r\n--i\r\n\r\nb\r\n--i--\r\n--b\r\n\r\nc\r\n--b--\r\n",
                        "multipart/mixed(multipart/alternative(text/plain[a] text/plain[b]) text/plain[c])"),
                Arguments.of(
                        MIXED
                                + "--b\r\nContent-Type: multipart/alternative; boundary=i\r\n\r\n--i\r\n\r\na\r\n--b\r\n\r\nc\r\n--b--\r\n",
                        "multipart/mixed(multipart/alternative(text/plain[a]) text/plain[c])"),
                Arguments.of(
                        MIXED + "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: i\r\n\r\ninner\r\n--b--\r\n",
                        "multipart/mixed(message/rfc822(text/plain[inner]))"),
                Arguments.of(
                        MIXED + "--b\r\nContent-Type: message/rfc822\r\n",
                        "multipart/mixed(message/rfc822(text/plain[]))"),
                Arguments.of(
                        MIXED + "--b\r\nContent-Type: message/rfc822\r\n--b--\r\n",
                        "multipart/mixed(message/rfc822(text/plain[]))"),
                Arguments.of(
                        MIXED
                                + "--b\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\nU3ViamVjdDogeA==\r\n--b--\r\n",
                        "multipart/mixed(message/rfc822[U3ViamVjdDogeA==])"),
                Arguments.of(
                        "Content-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n\r\nSubject: i\r\n\r\ninner\r\n--b--\r\n",
                        "multipart/digest(message/rfc822(text/plain[inner]))"),
                Arguments.of("Content-Type: message/rfc822\r\n\r\nX: y\r\n\r\nz", "message/rfc822(text/plain[z])"),
                Arguments.of("Content-Type: nonsense\r\n\r\nx", "text/plain[x]"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void shouldFindTheParts(String octets, String parts) throws IOException {
        for (int size : new int[] {1, 2, 3, 5, 7, 10, 100_000}) {
            Message message = Message.read(Mails.chunked(octets, size));
            assertThat(shown(MimeStructure.of(message).root(), message)).isEqualTo(parts);
        }
    }

    @Test
    void shouldSeeWhatOctetsThereAre() throws IOException {
        OctetFacts facts = MimeStructure.of(Mails.message("", "a\u00e9", "\u001b$B\u0000", "x".repeat(999), "a\rb"))
                .root()
                .facts();
        assertThat(facts).isEqualTo(new OctetFacts(true, true, true, true, true));
        assertThat(MimeStructure.of(Mails.message("", "x".repeat(998), ""))
                        .root()
                        .facts())
                .isEqualTo(OctetFacts.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\n", "a\rb", "a\r", "\r\r\n"})
    void shouldSeeBareLineEnds(String body) throws IOException {
        assertThat(MimeStructure.of(Mails.read("X: y\r\n\r\n" + body)).bareLineEnds())
                .isTrue();
    }

    @Test
    void shouldRefuseWhatIsNestedTooDeep() {
        String nested = "Content-Type: message/rfc822\r\n\r\n".repeat(1000);
        assertThatThrownBy(() -> MimeStructure.of(Mails.read(nested)))
                .isInstanceOf(MimeLimitException.class)
                .hasMessageContaining("100 deep");
    }

    @Test
    void shouldRefuseTooManyParts() {
        assertThatThrownBy(() -> MimeStructure.of(Mails.read(MIXED + "--b\r\n\r\n".repeat(20_000))))
                .isInstanceOf(MimeLimitException.class)
                .hasMessageContaining("10000 parts");
    }

    @Test
    void shouldRefuseAPartWithTooLargeAHeader() {
        assertThatThrownBy(() -> MimeStructure.of(Mails.read(MIXED + "--b\r\nX: " + "y".repeat(2_000_000))))
                .isInstanceOf(MimeLimitException.class)
                .hasMessageContaining("header");
    }

    @Property
    void shouldAlwaysGiveRangesInOrder(@ForAll("octets") String octets) throws IOException {
        Message message = Mails.read(MIXED + octets);
        long size = message.body().size();
        MimeEntity root = MimeStructure.of(message).root();
        assertThat(root.bodyEnd()).isEqualTo(size);
        root.all().forEach(entity -> {
            long position = entity.bodyStart();
            for (MimeEntity part : entity.parts()) {
                assertThat(part.headerStart()).isBetween(position, size);
                assertThat(part.bodyStart()).isBetween(part.headerStart(), size);
                assertThat(part.bodyEnd()).isBetween(part.bodyStart(), Math.max(part.bodyStart(), entity.bodyEnd()));
                position = part.bodyEnd();
            }
        });
    }

    @Provide
    static Arbitrary<String> octets() {
        return Arbitraries.of(
                        "--b",
                        "--b--",
                        "\r\n",
                        "\n",
                        "\r\n\r\n",
                        "\r",
                        "--i",
                        "--i--",
                        "Content-Type: multipart/mixed; boundary=i\r\n",
                        "Content-Type: multipart/digest; boundary=b\r\n",
                        "Content-Type: message/rfc822\r\n",
                        "x",
                        " ")
                .list()
                .map(list -> String.join("", list));
    }

    private static String shown(MimeEntity entity, Message message) {
        String type = entity.type().type() + "/" + entity.type().subtype();
        if (entity.isMultipart() || !entity.parts().isEmpty()) {
            return entity.parts().stream()
                    .map(part -> shown(part, message))
                    .collect(Collectors.joining(" ", type + "(", ")"));
        }
        return type + "["
                + Mails.octets(message.body().slice(entity.bodyStart(), entity.bodyEnd() - entity.bodyStart()))
                        .replaceAll("\r?\n", "//")
                + "]";
    }
}
