package org.jameslists.list;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The form of groups.io: {@code jane=example.ne.jp}. The last {@code =} means {@code @}, since a domain has none. The
 * case of letters is as mail programs left it.
 */
public record PlainForm() implements ReversibleForm {
    /** RFC 5322 §3.2.3: a local part that needs no quotes. */
    private static final Pattern DOT_ATOM_AT = Pattern.compile("^[^.\"@]++(?:\\.[^.\"@]++)*+@");

    @Override
    public Optional<String> localPart(String author) {
        return Optional.of(author)
                .filter(address -> DOT_ATOM_AT.matcher(address).find())
                .map(address -> address.replace('@', '='))
                .filter(plain -> plain.length() <= LONGEST);
    }

    @Override
    public RestoredAuthor restore(String localPart) {
        int equals = localPart.lastIndexOf('=');
        return equals <= 0 || equals == localPart.length() - 1
                ? new RestoredAuthor.Nobody("it has no = in place of the @")
                : new RestoredAuthor.Author(localPart.substring(0, equals) + "@" + localPart.substring(equals + 1));
    }

    @Override
    public boolean isSigned() {
        return false;
    }
}
