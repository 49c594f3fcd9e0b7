package org.jameslists.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What {@code docs/evidence/performance.md} counts holds for every build, measured or not. */
class CountsTest {
    @Test
    void aBodyIsReadOnceHoweverManySignaturesAreVerified() throws Exception {
        assertThat(Counts.passesToVerify()).isEqualTo(1);
    }

    @Test
    void allMembersShareOneSetOfSignatures() throws Exception {
        assertThat(Counts.signaturesForAllMembers()).isEqualTo(3);
    }

    @Test
    void membersWithALinkEachShareOneBodyHash() throws Exception {
        assertThat(Counts.links()).isEqualTo(new Counts.Links(100, 1, 1));
    }

    @Test
    void eachDestinationHasASignatureOfItsOwnOverOneBodyHash() throws Exception {
        assertThat(Counts.destinations()).isEqualTo(new Counts.Destinations(1000, 1));
    }
}
