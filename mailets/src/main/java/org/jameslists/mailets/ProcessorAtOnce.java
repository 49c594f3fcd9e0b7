package org.jameslists.mailets;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import javax.mail.MessagingException;

import org.apache.james.filesystem.api.FileSystem;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetConfig;
import org.apache.mailet.MailetContext;
import org.jameslists.james.settings.ProcessorPlan;
import org.jameslists.james.settings.ProcessorPlan.Step;

import com.google.inject.Inject;
import com.google.inject.Injector;

/**
 * The mailets of a processor, run on a mail at once instead of after James' queue: what is known of a body that many mails
 * share is found once.
 */
final class ProcessorAtOnce {
    private final List<ListMailet> mailets;
    private final String next;

    private ProcessorAtOnce(List<ListMailet> mailets, String next) {
        this.mailets = List.copyOf(mailets);
        this.next = next;
    }

    /** Makes the mailets as James does. */
    record Factory(Injector injector, FileSystem fileSystem) {
        @Inject
        Factory {}

        /**
         * Reads a processor of {@code mailetcontainer.xml}.
         *
         * @throws IllegalArgumentException if it has others than mailets of this pack that take all mail, and a ToProcessor
         *     after them
         * @throws MessagingException if a parameter of a mailet is wrong
         */
        ProcessorAtOnce of(String processor, MailetContext context) throws MessagingException {
            List<Step> steps = ProcessorPlan.read(fileSystem)
                    .map(plan -> plan.processors().getOrDefault(processor, List.of()))
                    .orElse(List.of());
            List<ListMailet> mailets = new ArrayList<>();
            for (Step step : steps) {
                if (!step.takesAll()) {
                    throw new IllegalArgumentException(
                            "the matcher of " + step.mailet() + " in processor " + processor + " is not All");
                }
                if (step.mailet().equals("ToProcessor")) {
                    return new ProcessorAtOnce(mailets, step.parameters().get("processor"));
                }
                if (step.mailet().equals(Verp.class.getSimpleName())) {
                    throw new IllegalArgumentException("processor " + processor + " splits mails again");
                }
                mailets.add(mailet(step, context));
            }
            throw new IllegalArgumentException("processor " + processor + " does not end in a ToProcessor");
        }

        private ListMailet mailet(Step step, MailetContext context) throws MessagingException {
            try {
                Class<? extends ListMailet> type = Class.forName(
                                ListMailet.class.getPackageName() + "." + step.mailet())
                        .asSubclass(ListMailet.class);
                ListMailet mailet = injector.getInstance(type);
                mailet.init(new Config(step, context));
                return mailet;
            } catch (ClassNotFoundException e) {
                throw new IllegalArgumentException(step.mailet() + " is not a mailet of this pack", e);
            }
        }
    }

    private record Config(Step step, MailetContext context) implements MailetConfig {
        @Override
        public String getInitParameter(String name) {
            return step.parameters().get(name);
        }

        @Override
        public Iterator<String> getInitParameterNames() {
            return Map.copyOf(step.parameters()).keySet().iterator();
        }

        @Override
        public MailetContext getMailetContext() {
            return context;
        }

        @Override
        public String getMailetName() {
            return step.mailet();
        }
    }

    /** Runs the mailets; the mail then has the state in which it goes on. */
    void process(Mail mail) throws MessagingException {
        String state = mail.getState();
        for (ListMailet mailet : mailets) {
            mailet.service(mail);
            if (!state.equals(mail.getState())) {
                return;
            }
        }
        mail.setState(next);
    }
}
