package org.jameslists.interoperation;

/** One row of the table: what was done to each sample, and who judged it. */
sealed interface Case permits Signing, Sealing {
    /** The parts of the table. */
    enum Section {
        SIGNED_BY_THEM("They sign, we verify", "signs, we verify"),
        VERIFIED_BY_THEM("We sign, they verify", "verifies what we sign"),
        CHAINS("Chains", "validates chains");

        private final String title;
        private final String summary;

        Section(String title, String summary) {
            this.title = title;
            this.summary = summary;
        }

        String title() {
            return title;
        }

        /** The heading of its column in the summary. */
        String summary() {
            return summary;
        }
    }

    Section section();

    /** Whose rows it stands among. */
    Party party();

    /** The row's heading among those. */
    String title();

    /** The {@code c=} of the signature that decides; in a chain the newest (RFC 8617 §5.2). */
    String canonicalization();

    /** What should be found, apart from {@linkplain Disagreement disagreements} that are known. */
    String expected();
}
