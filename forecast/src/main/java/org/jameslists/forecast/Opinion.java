package org.jameslists.forecast;

import java.util.List;

/**
 * A receiver's opinion of one copy.
 *
 * @param verdict what happens to the copy
 * @param reasons why: one sentence or finding each
 */
public record Opinion(ForecastVerdict verdict, List<String> reasons) {
    /** Takes a copy of the reasons. */
    public Opinion {
        reasons = List.copyOf(reasons);
    }
}
