package org.jameslists.integration;

import java.io.PrintWriter;
import java.io.StringWriter;

/** James did not start. */
public final class FailedStart extends Exception {

    private static final long serialVersionUID = 1;
    private static final int EXIT_CODE = 1;

    private final int exitCode;
    private final String output;

    FailedStart(Exception cause) {
        super("James did not start: " + cause.getMessage(), cause);
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        this.exitCode = EXIT_CODE;
        this.output = trace.toString();
    }

    FailedStart(int exitCode, String output) {
        super("James ended with code " + exitCode + " and said:\n" + output);
        this.exitCode = exitCode;
        this.output = output;
    }

    /** The code with which the process ended, or would have. */
    public int exitCode() {
        return exitCode;
    }

    /** What it printed; for a James in this process, the stack trace with all causes. */
    public String output() {
        return output;
    }
}
