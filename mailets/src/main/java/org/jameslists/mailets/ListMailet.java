package org.jameslists.mailets;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import javax.mail.MessagingException;

import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.Outcomes;
import org.jameslists.james.settings.Parameters;
import org.jameslists.james.settings.ProcessorNames;
import org.jameslists.mail.SafeText;

import com.google.inject.Inject;

/** A mailet that refuses unknown parameters, and reports in the log and a metric what it did with each mail. */
public abstract class ListMailet extends GenericMailet {
    private final Outcomes outcomes;
    private Optional<ProcessorNames> processorNames = Optional.empty();
    private Parameters parameters;

    /**
     * Counts with these metrics.
     *
     * @param outcomes all outcomes that it will note
     */
    protected ListMailet(MetricFactory metrics, String... outcomes) {
        this.outcomes = new Outcomes(metrics, getClass(), outcomes);
    }

    /** Declares an outcome that the parameters name. */
    protected final void declare(String outcome) {
        outcomes.declare(outcome);
    }

    /** Has the processors checked that the parameters name, as James does with the mailets that it makes. */
    @Inject
    final void check(ProcessorNames names) {
        processorNames = Optional.of(names);
    }

    @Override
    public final void init() throws MessagingException {
        parameters = Parameters.of(getClass().getSimpleName(), getMailetConfig());
        configure(parameters);
        parameters.requireNoOther();
        if (processorNames.isPresent()) {
            processorNames.get().require(parameters);
        }
    }

    /** Reads the parameters. */
    protected abstract void configure(Parameters parameters) throws MessagingException;

    /**
     * Reads the parameter {@code refusedProcessor}: where mail goes that must not go on. It is never {@code error} unless an
     * operator says so: in James' own configuration that processor answers to whoever is the envelope sender.
     */
    static String refusedProcessor(Parameters parameters) throws MessagingException {
        return parameters.renamed("refused", "refusedProcessor").processor("refusedProcessor", "list-refused");
    }

    /** The processors that this mailet may send mail to, by parameter; known once it has been initialised. */
    public final Map<String, String> processors() {
        return parameters.processors();
    }

    /** The names of the parameters this mailet knows; known once it has been initialised. */
    public final Set<String> parameterNames() {
        return parameters.known();
    }

    /** Reports what was done: see {@link Outcomes#note}. */
    protected final void note(Mail mail, String outcome, Supplier<String> words) {
        outcomes.note(mail, outcome, words);
    }

    /** Reports what is done with every post: see {@link Outcomes#step}. */
    protected final void step(Mail mail, String outcome, Supplier<String> words) {
        outcomes.step(mail, outcome, words);
    }

    /** Sends a mail to another processor, and sets the reason where James and the mailets there look for it. */
    protected final void divert(Mail mail, String processor, String reason) {
        mail.setErrorMessage(SafeText.told(reason));
        ListAttributes.tell(mail, ListAttributes.REASON, reason);
        ListAttributes.set(mail, ListAttributes.HELD_BY, getClass().getSimpleName());
        mail.setState(processor);
    }

    @Override
    public final String getMailetInfo() {
        return getClass().getSimpleName();
    }
}
