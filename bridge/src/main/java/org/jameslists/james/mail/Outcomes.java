package org.jameslists.james.mail;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.mail.SafeText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports what a mailet or matcher did with a mail: one line in the log, and a metric {@code jameslists.CLASS.OUTCOME}
 * such as {@code jameslists.ToList.accepted}. The outcomes are declared beforehand: their metrics begin at 0 when James
 * starts, so that monitoring sees the first increase, and no name comes from a message.
 */
public final class Outcomes {
    private final String owner;
    private final MetricFactory metrics;
    private final Logger logger;
    private final Map<String, Metric> counters = new ConcurrentHashMap<>();

    /**
     * The outcomes of one class.
     *
     * @param outcomes all that it will note
     */
    public Outcomes(MetricFactory metrics, Class<?> owner, String... outcomes) {
        this.owner = owner.getSimpleName();
        this.metrics = metrics;
        this.logger = LoggerFactory.getLogger(owner);
        for (String outcome : outcomes) {
            declare(outcome);
        }
    }

    /** Declares one more outcome, before the first mail. */
    public void declare(String outcome) {
        counter(outcome);
    }

    private Metric counter(String outcome) {
        return counters.computeIfAbsent(outcome, name -> metrics.generate("jameslists." + owner + "." + name));
    }

    /**
     * Reports an outcome that an operator looks for.
     *
     * @param outcome a declared one, the last part of the metric's name
     * @param words what happened, as a sentence that goes on after "Mail NAME". They may contain strangers' text, which
     *     is cleaned here. They are computed only if they are logged
     */
    public void note(Mail mail, String outcome, Supplier<String> words) {
        count(outcome);
        if (logger.isInfoEnabled()) {
            logger.info("Mail {} {}", mail.getName(), SafeText.told(words.get()));
        }
    }

    /** Reports what happens to every post: counted like {@link #note}, but logged on level DEBUG. */
    public void step(Mail mail, String outcome, Supplier<String> words) {
        count(outcome);
        if (logger.isDebugEnabled()) {
            logger.debug("Mail {} {}", mail.getName(), SafeText.told(words.get()));
        }
    }

    private void count(String outcome) {
        counter(outcome).increment();
    }
}
