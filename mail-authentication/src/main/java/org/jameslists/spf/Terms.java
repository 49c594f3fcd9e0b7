package org.jameslists.spf;

import java.util.Collection;
import java.util.List;

import org.apache.james.jspf.core.MacroExpand;
import org.apache.james.jspf.core.SPFRecordParser;
import org.apache.james.jspf.core.exceptions.PermErrorException;
import org.apache.james.jspf.impl.DefaultTermsFactory;
import org.apache.james.jspf.parser.RFC4408SPF1Parser;
import org.apache.james.jspf.parser.TermDefinition;
import org.apache.james.jspf.parser.TermsFactory;
import org.apache.james.jspf.terms.AMechanism;
import org.apache.james.jspf.terms.Configuration;
import org.apache.james.jspf.terms.ConfigurationEnabled;
import org.apache.james.jspf.wiring.WiringServiceException;
import org.apache.james.jspf.wiring.WiringServiceTable;

/**
 * jSPF's terms, with a different "a". The list of terms is read from jSPF's jar once, and their grammar is compiled
 * once. The terms of a record belong to the thread's current evaluation.
 */
final class Terms implements TermsFactory {
    private static final ThreadLocal<Terms> CURRENT = new ThreadLocal<>();

    private final WiringServiceTable services;
    private final MacroExpand macros;

    /** The terms of one evaluation. */
    Terms(WiringServiceTable services, MacroExpand macros) {
        this.services = services;
        this.macros = macros;
    }

    /** The part that all evaluations share. */
    private static final class Shared {
        static final TermsFactory DEFINITIONS = definitions();
        static final SPFRecordParser PARSER = new RFC4408SPF1Parser(new OfCurrent());

        /** jSPF finds its terms through the thread's class loader, which in a server may be any class loader. */
        private static TermsFactory definitions() {
            Thread thread = Thread.currentThread();
            ClassLoader loader = thread.getContextClassLoader();
            thread.setContextClassLoader(DefaultTermsFactory.class.getClassLoader());
            try {
                return new DefaultTermsFactory(new WiringServiceTable());
            } finally {
                thread.setContextClassLoader(loader);
            }
        }
    }

    /** Creates the terms of the thread's current evaluation. */
    private static final class OfCurrent implements TermsFactory {
        @Override
        public Object createTerm(Class<?> term, Configuration configuration)
                throws PermErrorException, InstantiationException {
            return CURRENT.get().createTerm(term, configuration);
        }

        @Override
        public Collection<TermDefinition> getMechanismsCollection() {
            return Shared.DEFINITIONS.getMechanismsCollection();
        }

        @Override
        public Collection<TermDefinition> getModifiersCollection() {
            return Shared.DEFINITIONS.getModifiersCollection();
        }
    }

    /** Reads records into these terms. */
    SPFRecordParser parser() {
        return text -> {
            CURRENT.set(this);
            try {
                return Shared.PARSER.parse(text);
            } finally {
                CURRENT.remove();
            }
        };
    }

    /**
     * The target of an "a" is a name (RFC 7208 §5.3). jSPF's own "a" reads a target that looks like an address as an
     * address, so that a client could pass {@code a:%{h}} by giving its address as its name; and it refuses a name of
     * five numbers.
     */
    private static final class Named extends AMechanism {
        @Override
        public List<String> getARecords(String name) {
            return null;
        }

        @Override
        public List<String> getAAAARecords(String name) {
            return null;
        }
    }

    @Override
    public Object createTerm(Class<?> term, Configuration configuration)
            throws PermErrorException, InstantiationException {
        if (term == AMechanism.class) {
            Named named = new Named();
            named.enableMacroExpand(macros);
            named.config(configuration);
            return named;
        }
        return wired(newTerm(term), configuration);
    }

    private static Object newTerm(Class<?> term) throws InstantiationException {
        try {
            return term.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw (InstantiationException) new InstantiationException("no term of SPF: " + term).initCause(e);
        }
    }

    private Object wired(Object term, Configuration configuration) throws PermErrorException, InstantiationException {
        try {
            services.wire(term);
        } catch (WiringServiceException e) {
            throw (InstantiationException) new InstantiationException("no term of SPF: " + term).initCause(e);
        }
        if (term instanceof ConfigurationEnabled configured) {
            boolean empty = configuration == null || configuration.groupCount() == 0;
            configured.config(empty ? null : configuration);
        }
        return term;
    }

    @Override
    public Collection<TermDefinition> getMechanismsCollection() {
        return Shared.DEFINITIONS.getMechanismsCollection();
    }

    @Override
    public Collection<TermDefinition> getModifiersCollection() {
        return Shared.DEFINITIONS.getModifiersCollection();
    }
}
