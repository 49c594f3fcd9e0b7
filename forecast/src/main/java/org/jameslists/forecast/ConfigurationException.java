package org.jameslists.forecast;

/** The configuration cannot be run: James itself would refuse it, or it cannot be read. */
public final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1;

    ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The messages of a failure and of its causes, each once, outermost first. */
    static ConfigurationException of(String what, Throwable failure) {
        StringBuilder text = new StringBuilder(what);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && text.indexOf(message) < 0) {
                text.append(": ").append(message);
            }
        }
        return new ConfigurationException(text.toString(), failure);
    }
}
