package org.jameslists.arc;

/**
 * What validating a chain found.
 *
 * @param status none, pass or fail
 * @param reason why, in words; empty for a pass or none
 * @param instances how many sets the chain has: the highest instance that could be read
 * @param oldestPass the lowest instance whose ARC-Message-Signature, and all above it, verify; 0 if all do or the chain
 *     does not pass (RFC 8617 §5.2 step 5)
 */
public record ArcResult(ChainValidation status, String reason, int instances, int oldestPass) {
    /** No chain. */
    public static final ArcResult NONE = new ArcResult(ChainValidation.NONE, "", 0, 0);

    static ArcResult fail(String reason, int instances) {
        return new ArcResult(ChainValidation.FAIL, reason, instances, 0);
    }
}
