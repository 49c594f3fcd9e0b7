package org.jameslists.integration.attacks;

/** How the domain of an author stands to that of the list, {@code ml.example.ac.jp}. */
enum Kin {
    /** Below it. */
    BELOW("dept.ml.example.ac.jp", "198.51.100.27"),
    /** The list's own. */
    EQUAL("ml.example.ac.jp", World.LIST_ADDRESS),
    /** Above it: the operator's, with whose key the sample google-groups signs for its authors. */
    ABOVE("example.ac.jp", "198.51.100.1"),
    /** Somebody else's. */
    UNRELATED("example.ne.jp", "192.0.2.10");

    private final String domain;
    private final String address;

    Kin(String domain, String address) {
        this.domain = domain;
        this.address = address;
    }

    String domain() {
        return domain;
    }

    /** Who leads the organization, and writes to no list. */
    String boss() {
        return "boss@" + domain;
    }

    /** The one address from which SPF lets the domain's mail come. */
    String address() {
        return address;
    }

    /** Whether it belongs to the same organization as the list. */
    boolean isHouse() {
        return this != UNRELATED;
    }
}
