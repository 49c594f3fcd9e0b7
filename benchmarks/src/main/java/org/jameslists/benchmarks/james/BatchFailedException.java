package org.jameslists.benchmarks.james;

/** Posts did not arrive as they should have; there is nothing to measure. */
final class BatchFailedException extends Exception {
    BatchFailedException(String message) {
        super(message);
    }
}
