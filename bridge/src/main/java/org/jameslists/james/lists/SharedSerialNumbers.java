package org.jameslists.james.lists;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

import org.apache.james.core.MailAddress;

/**
 * Serial numbers that several nodes share. The last numbers of a list are one value of a {@link ListState}, and the next
 * number counts when the value with it has replaced the one without.
 */
final class SharedSerialNumbers implements SerialNumbers {
    private final ListState state;

    SharedSerialNumbers(ListState state) {
        this.state = state;
    }

    @Override
    public long numberOf(MailAddress list, String post) throws IOException {
        ListState.Key key = key(list);
        return Attempts.until("a number for a post to " + list.asString(), () -> {
            Optional<String> before = state.read(key);
            GivenNumbers given = GivenNumbers.parse(before.orElse(""));
            OptionalLong own = given.of(post);
            if (own.isPresent()) {
                return Optional.of(own.getAsLong());
            }
            GivenNumbers next = given.with(post);
            return state.replace(key, before, Optional.of(next.text())) ? Optional.of(next.last()) : Optional.empty();
        });
    }

    @Override
    public long last(MailAddress list) throws IOException {
        return GivenNumbers.parse(state.read(key(list)).orElse("")).last();
    }

    private static ListState.Key key(MailAddress list) {
        return new ListState.Key("serial-numbers", list, "posts");
    }
}
