package org.jameslists.spf;

import java.util.Collection;
import java.util.List;

import org.apache.james.jspf.core.MacroExpand;
import org.apache.james.jspf.core.exceptions.PermErrorException;
import org.apache.james.jspf.parser.TermDefinition;
import org.apache.james.jspf.parser.TermsFactory;
import org.apache.james.jspf.terms.AMechanism;
import org.apache.james.jspf.terms.Configuration;

/** jSPF's terms, with another "a". */
final class Terms implements TermsFactory {
    private final TermsFactory terms;
    private final MacroExpand macros;

    Terms(TermsFactory terms, MacroExpand macros) {
        this.terms = terms;
        this.macros = macros;
    }

    /**
     * The target of an "a" is a name (RFC 7208 §5.3). jSPF's own takes one that looks like an address for an address, so
     * that a client could pass {@code a:%{h}} by calling itself what it is; and one of five numbers for an error.
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
        if (term != AMechanism.class) {
            return terms.createTerm(term, configuration);
        }
        Named named = new Named();
        named.enableMacroExpand(macros);
        named.config(configuration);
        return named;
    }

    @Override
    public Collection<TermDefinition> getMechanismsCollection() {
        return terms.getMechanismsCollection();
    }

    @Override
    public Collection<TermDefinition> getModifiersCollection() {
        return terms.getModifiersCollection();
    }
}
