package org.jameslists.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.apache.james.core.MailAddress;
import org.apache.james.mailrepository.api.MailKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.base.Splitter;

class HeldPostCommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
            release 0a1b2c3d                       | RELEASE | 0a1b2c3d          | -                | false | ''
            'Release: 0a1b2c3d'                    | -       | -                 | -                | false | ''
            '  RELEASE [0A1B2C3D]'                 | RELEASE | 0a1b2c3d          | -                | false | ''
            release 0a1b2c3d, 11111111 [22222222]  | RELEASE | 0a1b2c3d 11111111 22222222 | -     | false | ''
            release 0a1b2c3d as it came            | RELEASE | 0a1b2c3d          | -                | true  | ''
            release 0a1b2c3d by jane@example.org   | RELEASE | 0a1b2c3d          | jane@example.org | false | ''
            release 0a1b2c3d by <jane@example.org> | RELEASE | 0a1b2c3d          | jane@example.org | false | ''
            reject 0a1b2c3d                        | REJECT  | 0a1b2c3d          | -                | false | ''
            'reject 0a1b2c3d: not here, please'    | REJECT  | 0a1b2c3d          | -                | false | not here, please
            discard 0a1b2c3d 0a1b2c3d              | DISCARD | 0a1b2c3d          | -                | false | ''
            """)
    void shouldReadALine(
            String line, HeldPostAction action, String posts, String author, boolean asItCame, String reason)
            throws Exception {
        List<HeldPostCommand> commands = HeldPostCommand.in("Hello,\n" + line + "\nBye\n");

        if (action == null) {
            assertThat(commands).isEmpty();
        } else {
            assertThat(commands)
                    .containsExactly(new HeldPostCommand(
                            action,
                            Splitter.on(' ')
                                    .splitToStream(posts)
                                    .map(HeldPostId::new)
                                    .toList(),
                            author == null ? Optional.empty() : Optional.of(new MailAddress(author)),
                            asItCame,
                            reason));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "> release 0a1b2c3d",
                "* release ID: it goes on",
                "release all",
                "release 0a1b",
                "release 0a1b2c3d tomorrow",
                "release 0a1b2c3d by jane",
                "release 0a1b2c3d 11111111 by jane@example.org",
                "please release 0a1b2c3d"
            })
    void shouldDoNothingForALineThatMaySaySomethingElse(String line) {
        assertThat(HeldPostCommand.in(line)).isEmpty();
    }

    @Test
    void shouldNameEachPostByItsKey() {
        assertThat(HeldPostId.of(new MailKey("one")).text())
                .matches(HeldPostId.PATTERN)
                .isEqualTo(HeldPostId.of(new MailKey("one")).text())
                .isNotEqualTo(HeldPostId.of(new MailKey("two")).text());
    }
}
