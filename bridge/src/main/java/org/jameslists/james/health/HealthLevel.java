package org.jameslists.james.health;

/** How good or bad a finding is, from good to bad. */
public enum HealthLevel {
    /** As it should be. */
    HEALTHY,
    /** Not known now: the DNS or another server did not answer. */
    UNKNOWN,
    /** Mail goes out, but some receivers may refuse it or treat it as spam. */
    DEGRADED,
    /** Mail does not go out, or receivers will refuse it. */
    UNHEALTHY
}
