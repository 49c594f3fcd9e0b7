package org.jameslists.forecast;

import java.util.Comparator;
import java.util.List;

/**
 * What happens to a post with one configuration.
 *
 * @param from the From that members see, each once; empty if nothing leaves
 * @param opinions what strict receivers think of the copies, each opinion once; never empty
 * @param notes the assumptions, as sentences
 */
public record Forecast(List<String> from, List<Opinion> opinions, List<String> notes) {
    /** Takes copies of the lists. */
    public Forecast {
        from = List.copyOf(from);
        opinions = List.copyOf(opinions);
        notes = List.copyOf(notes);
    }

    /** The worst of the opinions. */
    public ForecastVerdict verdict() {
        return worst().verdict();
    }

    /** The opinion that decides. */
    public Opinion worst() {
        return opinions.stream().max(Comparator.comparing(Opinion::verdict)).orElseThrow();
    }
}
