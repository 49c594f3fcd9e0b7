package org.jameslists.commandline;

import java.io.IOException;
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
        footer = "  listauth munge --list example@ml.example.ac.jp --display-name \"{name} via {list}\" message.eml")
final class MungeCommand implements Callable<Integer> {
    @ParentCommand
    private ListAuth root;

    @Spec
    private CommandSpec spec;

    /** Where the author's address goes. */
    enum Author {
        REPLY_TO,
        CC,
        NONE;

        /** The word of the option. */
        @Override
        public String toString() {
            return Worded.of(this);
        }
    }

    /** Where replies go. */
    enum RepliesTo {
        AUTHOR,
        LIST
    }

    @Option(names = "--list", required = true, paramLabel = "ADDR", description = "The list's address.")
    private String list;

    @Option(
            names = "--display-name",
            paramLabel = "TEMPLATE",
            defaultValue = "mailman",
            description = "The text before the list's address. It may contain {name}, {email}, {localpart}, {list}"
                    + " and {list-address}. Or one of these words: mailman (\"{name} via {list}\", the default),"
                    + " japanese, google, or one of Sympa's names.")
    private String displayName;

    @Option(
            names = "--author",
            paramLabel = "PLACE",
            description = "Where the author's address goes: reply-to, cc or none. Without it: to Reply-To if replies"
                    + " go to the author, or else to Cc.")
    private Author author;

    @Option(
            names = "--replies-to",
            paramLabel = "WHOM",
            defaultValue = "author",
            description = "Where replies go: author (the default) or list.")
    private RepliesTo repliesTo;

    @Mixin
    private MessageArgument argument;

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private UnusedDnsOptions dns;

    @Override
    public Integer call() throws IOException {
        FromMunging munging = new FromMunging(
                template(),
                authorPlace(),
                repliesTo == RepliesTo.LIST ? new Replies.ToList() : new Replies.ToAuthor(),
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

    private AuthorPlace authorPlace() {
        if (author == null) {
            return FromMunging.MAILMAN.author();
        }
        return switch (author) {
            case REPLY_TO -> AuthorPlace.REPLY_TO;
            case CC -> AuthorPlace.CC;
            case NONE -> AuthorPlace.NOWHERE;
        };
    }

    private PhraseTemplate template() {
        try {
            return PhraseTemplate.of(displayName);
        } catch (IllegalArgumentException e) {
            throw wrong("--display-name", e);
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
