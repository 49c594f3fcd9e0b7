package org.jameslists.james;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.james.core.MailAddress;
import org.jameslists.james.lists.ListState;

/** Values in memory. */
public final class TestListState implements ListState {
    private final Map<Key, String> values = new ConcurrentHashMap<>();

    @Override
    public Optional<String> read(Key key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public synchronized boolean replace(Key key, Optional<String> expected, Optional<String> next) {
        if (!read(key).equals(expected)) {
            return false;
        }
        next.ifPresentOrElse(value -> values.put(key, value), () -> values.remove(key));
        return true;
    }

    @Override
    public List<String> names(String purpose, MailAddress list) {
        return values.keySet().stream()
                .filter(key -> key.purpose().equals(purpose) && key.list().equals(list))
                .map(Key::name)
                .toList();
    }
}
