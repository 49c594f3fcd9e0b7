package org.jameslists.forecast;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The assumptions of a forecast, each once. */
final class Notes {
    private final Set<String> notes = new LinkedHashSet<>();

    void add(String note) {
        notes.add(note);
    }

    List<String> all() {
        return List.copyOf(notes);
    }
}
