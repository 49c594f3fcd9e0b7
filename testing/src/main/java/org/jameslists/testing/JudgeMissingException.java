package org.jameslists.testing;

import org.opentest4j.TestAbortedException;

/**
 * A judge or signer is not installed, and this machine is not CI: JUnit counts the test as aborted, and says why. In CI
 * (environment {@code CI=true}) an {@link IllegalStateException} is thrown instead, so that a judge that is missing there
 * is a failure and never a skip.
 */
public final class JudgeMissingException extends TestAbortedException {

    JudgeMissingException(String message) {
        super(message);
    }
}
