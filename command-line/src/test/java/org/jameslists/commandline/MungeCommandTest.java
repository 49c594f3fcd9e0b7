package org.jameslists.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MungeCommandTest {
    private static final String MESSAGE =
            """
            From: Author <author@example.ne.jp>
            To: example@ml.example.ac.jp
            Subject: post

            Text
            """;

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void inAFolder() {
        shell = new Shell(folder);
    }

    private Shell.Result munge(String message, String... options) {
        return shell.listauth(Stream.of(
                        Stream.of("munge", "--list", "example@ml.example.ac.jp"),
                        Stream.of(options),
                        Stream.of(shell.file("message.eml", message)))
                .flatMap(each -> each)
                .toArray(String[]::new));
    }

    @Test
    void fromBecomesTheListAndTheRestStays() {
        Shell.Result munged = munge(MESSAGE);

        assertThat(munged.exitCode()).isZero();
        assertThat(munged.out().lines())
                .startsWith(
                        "From: Author via example <example@ml.example.ac.jp>",
                        "To: example@ml.example.ac.jp",
                        "Subject: post")
                .contains("Reply-To: Author <author@example.ne.jp>")
                .endsWith("", "Text");
    }

    @Test
    @DisplayName("issue 12.2: the words are those of MungeFrom, and the former ones are still taken")
    void takesTheFormerWordsWithAWarning() {
        Shell.Result former =
                munge(MESSAGE, "--author", "none", "--replies-to", "list", "--display-name={name} of {list}");

        assertThat(former.exitCode()).isZero();
        assertThat(former.out())
                .isEqualTo(munge(MESSAGE, "--author", "nowhere", "--replies", "list", "--phrase={name} of {list}")
                        .out());
        assertThat(former.err().lines())
                .containsExactly(
                        "listauth: none is called nowhere now",
                        "listauth: --replies-to is called --replies now",
                        "listauth: --display-name is called --phrase now");
    }

    @ParameterizedTest(name = "--author {0} --replies {1}")
    @CsvSource({
        "reply-to, author, Reply-To: Author <author@example.ne.jp>,",
        "cc, author, Cc: Author <author@example.ne.jp>, Reply-To",
        "nowhere, author, From: Author via example <example@ml.example.ac.jp>, Reply-To",
        "reply-to, list, 'Reply-To: example@ml.example.ac.jp, Author <author@example.ne.jp>',",
    })
    void theAuthorGoesWhereTheOptionsSay(String author, String repliesTo, String field, String absent) {
        Shell.Result munged = munge(MESSAGE, "--author", author, "--replies", repliesTo);

        assertThat(munged.exitCode()).isZero();
        assertThat(munged.out().lines()).contains(field).noneMatch(line -> absent != null && line.startsWith(absent));
    }

    @Test
    void theDisplayNameFollowsTheTemplate() {
        assertThat(munge(MESSAGE, "--phrase", "{name} of {list}").line(0))
                .isEqualTo("From: Author of example <example@ml.example.ac.jp>");
    }

    @Test
    void aMessageWithoutAuthorIsRefusedAndNotPrinted() {
        Shell.Result munged = munge("From: Undisclosed:;\n\nText\n");

        assertThat(munged.exitCode()).isEqualTo(1);
        assertThat(munged.out()).isEmpty();
        assertThat(munged.err()).isEqualTo("listauth: not rewritten: the From field names no author\n");
    }

    @ParameterizedTest
    @CsvSource({"--list, no address", "--phrase, {nickname}", "--author, somewhere", "--replies, nobody"})
    void aValueThatCannotBeIsWrongUsage(String option, String value) {
        Shell.Result munged = option.equals("--list")
                ? shell.listauth("munge", option, value, shell.file("message.eml", MESSAGE))
                : munge(MESSAGE, option, value);

        assertThat(munged.exitCode()).isEqualTo(2);
        assertThat(munged.err()).startsWith("Invalid value for option '" + option + "'");
    }
}
