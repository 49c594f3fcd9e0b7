package org.jameslists.commandline;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jameslists.list.AuthorPlace;
import org.jameslists.list.FromMunging;
import org.jameslists.list.ListIdentity;
import org.jameslists.list.MungedFrom;
import org.jameslists.list.NameDirectory;
import org.jameslists.list.PhraseTemplate;
import org.jameslists.list.Replies;
import org.jameslists.mail.Message;
import org.jameslists.mail.Worded;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Rewrites the From of a message. */
@Command(
        name = "munge",
        description = {
            "Rewrites the From of a message to a list's address.",
            "Does the same as the mailet MungeFrom.",
            "Prints the whole message. If its From cannot be rewritten, prints only the reason, on standard error."
        },
        footer = "  listauth munge --list example@ml.example.ac.jp --phrase \"{name} via {list}\" message.eml")
final class MungeCommand implements Callable<Integer> {
    @ParentCommand
    private ListAuth root;

    @Spec
    private CommandSpec spec;

    /** The words that {@code MungeFrom} has for these, which the options had not before. */
    private static final Map<String, String> RENAMED =
            Map.of("--display-name", "--phrase", "--replies-to", "--replies", "none", "nowhere");

    /** Where answers go. */
    enum Whom {
        AUTHOR,
        LIST
    }

    @Option(names = "--list", required = true, paramLabel = "ADDR", description = "The list's address.")
    private String list;

    @Option(
            names = "--phrase",
            paramLabel = "TEMPLATE",
            defaultValue = "mailman",
            description = "The text before the list's address, with {name}, {email}, {localpart}, {list} and"
                    + " {list-address} in it, or mailman (\"{name} via {list}\", the default), japanese, google, or one of"
                    + " Sympa's names.")
    private String phrase;

    @Option(
            names = "--author",
            paramLabel = "PLACE",
            defaultValue = "where-replies-allow",
            description = "Where the author's address goes, as MungeFrom has it: reply-to, reply-to-if-free,"
                    + " reply-to-if-free-else-cc, cc or nowhere. Without it, to Reply-To if replies go to the author, else to"
                    + " Cc.")
    private String author;

    @Option(
            names = "--replies",
            paramLabel = "WHOM",
            defaultValue = "author",
            description = "Where answers are to go: author (the default) or list.")
    private Whom replies;

    @Option(
            names = "--display-name",
            hidden = true,
            paramLabel = "TEMPLATE",
            description = "The former name of --phrase.")
    private String formerPhrase;

    @Option(names = "--replies-to", hidden = true, paramLabel = "WHOM", description = "The former name of --replies.")
    private Whom formerReplies;

    @Mixin
    private MessageArgument argument;

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private UnusedDnsOptions dns;

    @Override
    public Integer call() throws IOException {
        warnOfFormerWords();
        FromMunging munging = new FromMunging(
                template(),
                authorPlace(),
                (formerReplies == null ? replies : formerReplies) == Whom.LIST
                        ? new Replies.ToList()
                        : new Replies.ToAuthor(),
                FromMunging.MAILMAN.dropReplyTo(),
                FromMunging.MAILMAN.keepOriginal());
        Message message = argument.read(root.in());
        MungedFrom munged = munging.apply(message.header(), list(), NameDirectory.EMPTY);
        if (munged instanceof MungedFrom.Rewritten rewritten) {
            root.print(message.withHeader(rewritten.header()));
            return ExitCode.OK;
        }
        spec.commandLine().getErr().println("listauth: not rewritten: " + ((MungedFrom.Refused) munged).reason());
        return ExitCode.FAIL;
    }

    private void warnOfFormerWords() {
        for (String argument : spec.commandLine().getParseResult().originalArgs()) {
            String word = argument.replaceFirst("=.*", "");
            if (RENAMED.containsKey(word)) {
                spec.commandLine().getErr().println("listauth: " + word + " is called " + RENAMED.get(word) + " now");
            }
        }
    }

    private AuthorPlace authorPlace() {
        String word = RENAMED.getOrDefault(author, author).toLowerCase(Locale.ROOT);
        return Arrays.stream(AuthorPlace.values())
                .filter(place -> Worded.of(place).equals(word))
                .findFirst()
                .orElseThrow(() -> wrong("--author", new IllegalArgumentException("no such place: " + author)));
    }

    private PhraseTemplate template() {
        try {
            return PhraseTemplate.of(formerPhrase == null ? phrase : formerPhrase);
        } catch (IllegalArgumentException e) {
            throw wrong("--phrase", e);
        }
    }

    private ListIdentity list() {
        try {
            return ListIdentity.of("", list);
        } catch (IllegalArgumentException e) {
            throw wrong("--list", e);
        }
    }

    private ParameterException wrong(String option, IllegalArgumentException reason) {
        return new ParameterException(
                spec.commandLine(), "Invalid value for option '" + option + "': " + reason.getMessage());
    }
}
