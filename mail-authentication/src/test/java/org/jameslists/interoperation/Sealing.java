package org.jameslists.interoperation;

/**
 * A case: a chain, and who validates it.
 *
 * @param chain the chain
 * @param party the validator
 */
record Sealing(Chain chain, Party party) implements Case {
    @Override
    public Section section() {
        return Section.CHAINS;
    }

    @Override
    public String title() {
        return chain.title();
    }

    @Override
    public String canonicalization() {
        return chain.last().canonicalization();
    }

    @Override
    public String expected() {
        return chain.expected();
    }
}
