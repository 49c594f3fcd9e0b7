package org.jameslists.arc;

/**
 * The result of validating a chain.
 *
 * @param status none, pass or fail
 * @param reason why; empty for pass and none
 * @param instances how many sets the chain has: the highest readable instance
 * @param oldestPass the lowest instance from which on all ARC-Message-Signatures verify; 0 if all verify or the chain
 *     does not pass (RFC 8617 §5.2 step 5)
 */
public record ArcResult(ChainValidation status, String reason, int instances, int oldestPass) {
    /** No chain. */
    public static final ArcResult NONE = new ArcResult(ChainValidation.NONE, "", 0, 0);

    static ArcResult fail(String reason, int instances) {
        return new ArcResult(ChainValidation.FAIL, reason, instances, 0);
    }
}
