package org.jameslists.commandline;

/** The exit codes, which scripts rely on. */
final class ExitCode {
    /** Pass, none, or done. */
    static final int OK = 0;

    static final int FAIL = 1;

    static final int WRONG_USAGE = 2;

    static final int TEMPORARY_TROUBLE = 3;

    private ExitCode() {}
}
