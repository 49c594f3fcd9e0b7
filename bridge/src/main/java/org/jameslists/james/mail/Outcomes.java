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
 * What a mailet or matcher did with a mail, said once in the log and counted in a metric
 * {@code jameslists.CLASS.OUTCOME}, such as {@code jameslists.ToList.accepted}.
 */
public final class Outcomes {
    private final String owner;
    private final MetricFactory metrics;
    private final Logger logger;
    private final Map<String, Metric> counters = new ConcurrentHashMap<>();

    /** The outcomes of one class. */
    public Outcomes(MetricFactory metrics, Class<?> owner) {
        this.owner = owner.getSimpleName();
        this.metrics = metrics;
        this.logger = LoggerFactory.getLogger(owner);
    }

    /**
     * Notes an outcome that an operator looks for.
     *
     * @param outcome one word, the last part of the metric's name
     * @param words what happened, as a sentence that goes on after "Mail NAME"; it may hold text of strangers, which is
     *     cleaned here. They are made only if the log wants them
     */
    public void note(Mail mail, String outcome, Supplier<String> words) {
        count(outcome);
        if (logger.isInfoEnabled()) {
            logger.info("Mail {} {}", mail.getName(), SafeText.told(words.get()));
        }
    }

    /** Notes what every post goes through: it is counted as by {@link #note}, and in the log on the level DEBUG. */
    public void step(Mail mail, String outcome, Supplier<String> words) {
        count(outcome);
        if (logger.isDebugEnabled()) {
            logger.debug("Mail {} {}", mail.getName(), SafeText.told(words.get()));
        }
    }

    private void count(String outcome) {
        counters.computeIfAbsent(outcome, name -> metrics.generate("jameslists." + owner + "." + name))
                .increment();
    }
}
