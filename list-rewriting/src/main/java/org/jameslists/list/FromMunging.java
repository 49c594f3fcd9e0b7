package org.jameslists.list;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jameslists.mail.AddressField;
import org.jameslists.mail.AddressList;
import org.jameslists.mail.DisplayName;
import org.jameslists.mail.FieldFolding;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.HeaderSyntaxException;
import org.jameslists.mail.Mailbox;
import org.jameslists.mail.Octets;
import org.jameslists.mail.Phrase;
import org.jameslists.mail.SafeText;

/**
 * Puts the list's address into From, so that receivers judge a post by the list's domain (RFC 7489 §3.1), and decides
 * where the author stays visible.
 *
 * @param phrase the text before the list's address in From
 * @param author where the author's address goes
 * @param replies where replies go
 * @param dropReplyTo whether to drop a Reply-To that the author set: Mailman's {@code first_strip_reply_to}
 * @param keepOriginal whether X-Original-From keeps the From field as it came, and X-Original-Sender a Sender field
 *     that is removed
 */
public record FromMunging(
        PhraseTemplate phrase, AuthorPlace author, Replies replies, boolean dropReplyTo, boolean keepOriginal) {
    /** As Mailman 3 does for a list with replies to the author, but with X-Original-From. */
    public static final FromMunging MAILMAN = new FromMunging(
            PhraseTemplate.of("mailman"), AuthorPlace.WHERE_REPLIES_ALLOW, new Replies.ToAuthor(), false, true);

    /** The longest word that is written into a line unchanged, in bytes (RFC 5322 §2.1.1: a line has at most 998). */
    private static final int LONGEST_WORD = 900;

    /**
     * Rewrites From and, if necessary, Reply-To, Cc and Sender. One From and at most one Reply-To and one Sender
     * remain.
     *
     * <p>From names several authors together. If an author has no name, it uses the directory's, or else the local part
     * of the address. A Sender in the list's own domain stays; any other is removed, since From now has one author,
     * which needs no Sender (RFC 5322 §3.6.2).
     *
     * @return the header, or a refusal if From names no author or an address cannot be written in ASCII
     */
    public MungedFrom apply(Header header, ListIdentity list, NameDirectory directory) {
        return apply(header, list, directory, Optional.empty());
    }

    /**
     * Like {@link #apply(Header, ListIdentity, NameDirectory)}, but with an address in From that leads back to the
     * author. If there are several authors, or no reversible address for the author, it is the list's. If it leads
     * back, {@link AuthorPlace#WHERE_REPLIES_ALLOW} puts the author nowhere else.
     */
    public MungedFrom apply(
            Header header, ListIdentity list, NameDirectory directory, Optional<ReversibleAddresses> reversible) {
        List<Mailbox> authors = AddressField.mailboxes(header, "From");
        if (authors.isEmpty()) {
            return new MungedFrom.Refused("the From field names no author");
        }
        try {
            List<Mailbox> asciiAuthors = new ArrayList<>();
            for (Mailbox mailbox : authors) {
                asciiAuthors.add(AddressField.ascii(mailbox));
            }
            Optional<Mailbox> own = reversible
                    .filter(addresses -> asciiAuthors.size() == 1)
                    .flatMap(addresses -> addresses.of(asciiAuthors.get(0)));
            FromMunging munging = own.isPresent() && author == AuthorPlace.WHERE_REPLIES_ALLOW
                    ? new FromMunging(phrase, AuthorPlace.NOWHERE, replies, dropReplyTo, keepOriginal)
                    : this;
            return new MungedFrom.Rewritten(
                    munging.rewrite(header, asciiAuthors, list, own.orElse(list.mailbox()), directory));
        } catch (HeaderSyntaxException e) {
            return new MungedFrom.Refused(e.getMessage());
        }
    }

    private Header rewrite(
            Header header, List<Mailbox> authors, ListIdentity list, Mailbox address, NameDirectory directory)
            throws HeaderSyntaxException {
        List<Mailbox> named =
                authors.stream().map(mailbox -> named(mailbox, directory)).toList();
        Phrase from = phrase.fill(named, list);
        Header result = withReplyTo(header, authors, list);
        if (author == AuthorPlace.CC || goesToCcInstead(header)) {
            result = withCc(result, authors);
        }
        result = withSender(keepOriginal ? original(result, "From", "X-Original-From") : result, list);
        return result.with(FieldFolding.fold("From", AddressField.words(from, address)));
    }

    private static Mailbox named(Mailbox mailbox, NameDirectory directory) {
        if (!SafeText.name(mailbox.name().text()).isEmpty()) {
            return mailbox;
        }
        String name = directory
                .nameOf(mailbox.address())
                .map(SafeText::name)
                .filter(known -> !known.isEmpty())
                .orElseGet(() -> SafeText.name(mailbox.localPart()));
        return new Mailbox(new DisplayName("", name), mailbox.localPart(), mailbox.domain());
    }

    /**
     * Mailman's order: the list's own addresses, the author's Reply-To, the list, and the author if the place says so.
     */
    private Header withReplyTo(Header header, List<Mailbox> authors, ListIdentity list) throws HeaderSyntaxException {
        AddressField replyTo = new AddressField("Reply-To");
        if (replies instanceof Replies.To explicit) {
            replyTo.addAll(explicit.mailboxes());
        }
        replyTo.addAll(keptReplyTo(header));
        if (replies instanceof Replies.ToList) {
            replyTo.add(list.mailbox());
        }
        boolean authorGoesHere =
                switch (author) {
                    case REPLY_TO -> true;
                    case WHERE_REPLIES_ALLOW -> replies instanceof Replies.ToAuthor;
                    case REPLY_TO_IF_FREE, REPLY_TO_IF_FREE_ELSE_CC -> replyTo.isEmpty();
                    case CC, NOWHERE -> false;
                };
        if (authorGoesHere) {
            replyTo.addAll(authors);
        }
        if (replyTo.says(header.all("Reply-To"))) {
            return header;
        }
        return replyTo.isEmpty() ? header.without("Reply-To") : header.with(replyTo.field());
    }

    private List<Mailbox> keptReplyTo(Header header) {
        return dropReplyTo ? List.of() : AddressField.mailboxes(header, "Reply-To");
    }

    private boolean goesToCcInstead(Header header) {
        return switch (author) {
            case WHERE_REPLIES_ALLOW -> !(replies instanceof Replies.ToAuthor);
            case REPLY_TO_IF_FREE_ELSE_CC -> !(replies instanceof Replies.ToAuthor)
                    || !keptReplyTo(header).isEmpty();
            default -> false;
        };
    }

    /** Puts authors who are not yet recipients at the front of Cc, which is otherwise unchanged. */
    private static Header withCc(Header header, List<Mailbox> authors) throws HeaderSyntaxException {
        Set<String> recipients = Stream.of("To", "Cc")
                .flatMap(name -> AddressField.mailboxes(header, name).stream())
                .map(Mailbox::comparableAddress)
                .collect(Collectors.toCollection(HashSet::new));
        AddressField added = new AddressField("Cc");
        for (Mailbox author : authors) {
            if (!recipients.contains(author.comparableAddress())) {
                added.add(author);
            }
        }
        if (added.isEmpty()) {
            return header;
        }
        Optional<HeaderField> present = header.first("Cc");
        String authorsFirst = Octets.string(added.field().value()).strip();
        String rest = present.map(field -> Octets.string(field.value()).strip()).orElse("");
        HeaderField field = Octets.field("Cc", rest.isEmpty() ? authorsFirst : authorsFirst + ",\r\n " + rest);
        return present.isPresent() ? replaceFirst(header, present.get(), field) : header.append(field);
    }

    private static Header replaceFirst(Header header, HeaderField present, HeaderField field) {
        List<HeaderField> fields = new ArrayList<>(header.fields());
        fields.set(fields.indexOf(present), field);
        return new Header(fields);
    }

    private Header withSender(Header header, ListIdentity list) {
        List<Mailbox> senders = AddressField.mailboxes(header, "Sender");
        Optional<HeaderField> own = header.all("Sender").stream()
                .filter(field -> AddressList.parse(field).mailboxes().stream().anyMatch(mailbox -> mailbox.domain()
                        .equalsIgnoreCase(list.mailbox().domain())))
                .findFirst();
        if (own.isPresent()) {
            return header.with(own.get());
        }
        Header kept = keepOriginal && !senders.isEmpty() ? original(header, "Sender", "X-Original-Sender") : header;
        return kept.without("Sender");
    }

    /** Keeps a field under another name: as written if that is ASCII, or else in its ASCII form. */
    private static Header original(Header header, String name, String keptName) {
        HeaderField field = header.first(name).orElseThrow();
        String value = Octets.unfold(Octets.string(field.value())).strip();
        List<String> words = Arrays.asList(value.split("[ \t]+"));
        boolean asWritten = words.stream()
                .allMatch(word -> word.length() < LONGEST_WORD && word.chars().allMatch(c -> c > ' ' && c < 0x7f));
        if (asWritten && !value.isEmpty()) {
            return header.with(FieldFolding.fold(keptName, words));
        }
        try {
            AddressField ascii = new AddressField(keptName).addAll(AddressField.mailboxes(header, name));
            return ascii.isEmpty() ? header : header.with(ascii.field());
        } catch (HeaderSyntaxException e) {
            return header;
        }
    }
}
