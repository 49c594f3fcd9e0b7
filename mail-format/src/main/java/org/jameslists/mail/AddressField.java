package org.jameslists.mail;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds an address field: mailboxes in ASCII, each address once. */
public final class AddressField {
    private final String name;
    private final Map<String, Mailbox> mailboxes = new LinkedHashMap<>();

    public AddressField(String name) {
        this.name = name;
    }

    /** The mailboxes of all fields of a name. */
    public static List<Mailbox> mailboxes(Header header, String name) {
        Optional<Charset> declared = ContentType.of(header).flatMap(ContentType::charset);
        return header.all(name).stream()
                .map(field -> Octets.unfold(Octets.string(field.value())))
                .flatMap(value -> AddressList.parse(value, declared).mailboxes().stream())
                .toList();
    }

    /** Adds a mailbox at the end, unless its address is already present. */
    public AddressField add(Mailbox mailbox) throws HeaderSyntaxException {
        Mailbox ascii = ascii(mailbox);
        mailboxes.putIfAbsent(ascii.comparableAddress(), ascii);
        return this;
    }

    public AddressField addAll(List<Mailbox> added) throws HeaderSyntaxException {
        for (Mailbox mailbox : added) {
            add(mailbox);
        }
        return this;
    }

    public boolean isEmpty() {
        return mailboxes.isEmpty();
    }

    /** Whether these are a single well-formed ASCII field that already says the same, and so can stay as it is. */
    public boolean says(List<HeaderField> fields) {
        if (fields.size() != 1 || !Octets.isAscii(Octets.string(fields.get(0).octets()))) {
            return false;
        }
        AddressList present = AddressList.parse(fields.get(0));
        return present.malformed().isEmpty() && present.mailboxes().equals(List.copyOf(mailboxes.values()));
    }

    /** The field; there must be at least one mailbox. */
    public HeaderField field() {
        return FieldFolding.fold(name, words());
    }

    /** The words of the field's body. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        for (Mailbox mailbox : mailboxes.values()) {
            if (!words.isEmpty()) {
                words.set(words.size() - 1, words.get(words.size() - 1) + ",");
            }
            words.addAll(words(new Phrase().name(mailbox.name()), mailbox));
        }
        return words;
    }

    /** The words of a mailbox with a phrase. */
    public static List<String> words(Phrase phrase, Mailbox mailbox) {
        List<String> words = new ArrayList<>(phrase.words());
        words.add(words.isEmpty() ? mailbox.address() : "<" + mailbox.address() + ">");
        return words;
    }

    /**
     * The mailbox in ASCII: a Unicode domain in its A-labels (RFC 5890 §2.3.2.1). A Unicode local part has no ASCII form
     * (RFC 6530 §8).
     */
    public static Mailbox ascii(Mailbox mailbox) throws HeaderSyntaxException {
        if (!Octets.isAscii(mailbox.localPart())) {
            throw new HeaderSyntaxException("the address " + mailbox.address()
                    + " has a local part that is not ASCII, and the list cannot send such addresses on");
        }
        if (Octets.isAscii(mailbox.domain())) {
            return mailbox;
        }
        DomainName domain = DomainName.parse(mailbox.domain())
                .orElseThrow(
                        () -> new HeaderSyntaxException("the address " + mailbox.address() + " has an invalid domain"));
        return new Mailbox(mailbox.name(), mailbox.localPart(), domain.ascii());
    }
}
