package org.jameslists.integration.study;

/** Who posts: authors whose domains ask for different things. */
public enum Author {
    /** At a mobile carrier, as in the field study. */
    REJECT("author@example.ne.jp", "reject"),
    /** Of a domain that wants such mail taken for spam. */
    QUARANTINE("author@example.org", "quarantine"),
    /** Of a domain that asks for nothing. */
    NONE("author@example.net", "none"),
    /** Of the list's own domain, which asks for quarantine. */
    OWN("staff@ml.example.ac.jp", "quarantine");

    private final String address;
    private final String policy;

    Author(String address, String policy) {
        this.address = address;
        this.policy = policy;
    }

    /** The author's address. */
    public String address() {
        return address;
    }

    /** The author's domain. */
    public String domain() {
        return address.substring(address.indexOf('@') + 1);
    }

    /** What the domain asks for: none, quarantine, reject. */
    public String policy() {
        return policy;
    }
}
