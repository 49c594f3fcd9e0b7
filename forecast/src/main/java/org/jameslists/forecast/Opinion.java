package org.jameslists.forecast;

import java.util.List;

/**
 * What is thought of one copy, and why.
 *
 * @param verdict what happens to it
 * @param reasons why, a sentence or a finding a line
 */
public record Opinion(ForecastVerdict verdict, List<String> reasons) {
    /** Takes a copy of the reasons. */
    public Opinion {
        reasons = List.copyOf(reasons);
    }
}
