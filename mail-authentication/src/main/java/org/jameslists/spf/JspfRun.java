package org.jameslists.spf;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.apache.james.jspf.core.DNSLookupContinuation;
import org.apache.james.jspf.core.DNSRequest;
import org.apache.james.jspf.core.DNSResponse;
import org.apache.james.jspf.core.DNSServiceEnabled;
import org.apache.james.jspf.core.IPAddr;
import org.apache.james.jspf.core.MacroExpandEnabled;
import org.apache.james.jspf.core.SPF1Utils;
import org.apache.james.jspf.core.SPFCheckEnabled;
import org.apache.james.jspf.core.SPFChecker;
import org.apache.james.jspf.core.SPFCheckerDNSResponseListener;
import org.apache.james.jspf.core.SPFCheckerExceptionCatcher;
import org.apache.james.jspf.core.SPFSession;
import org.apache.james.jspf.core.exceptions.NoneException;
import org.apache.james.jspf.core.exceptions.PermErrorException;
import org.apache.james.jspf.core.exceptions.SPFResultException;
import org.apache.james.jspf.core.exceptions.TempErrorException;
import org.apache.james.jspf.core.exceptions.TimeoutException;
import org.apache.james.jspf.executor.SynchronousSPFExecutor;
import org.apache.james.jspf.impl.SPF;
import org.apache.james.jspf.terms.Directive;
import org.apache.james.jspf.terms.ExistsMechanism;
import org.apache.james.jspf.terms.ExpModifier;
import org.apache.james.jspf.terms.MXMechanism;
import org.apache.james.jspf.terms.PTRMechanism;
import org.apache.james.jspf.wiring.WiringServiceTable;
import org.jameslists.dns.Dns;
import org.jameslists.dns.RecordType;
import org.jameslists.spf.SpfResult.Code;

import com.google.common.net.InetAddresses;

/**
 * One evaluation by jSPF: runs the checkers that jSPF puts on its stack, and answers their DNS questions.
 *
 * <p>It replaces jSPF's own executors, which may loop for ever on an error (JSPF-110), log a stack trace for each
 * domain without a record, and cannot keep the rules of RFC 7208 that are kept here. {@link Macros} expands macros.
 */
final class JspfRun {
    /**
     * RFC 7208 §4.6.4: more look-ups that find nothing are an error. It speaks of terms and of queries. The hosts of an
     * "mx" and of a "ptr" count here as in pyspf and Mail::SPF, so that a domain gets the same result everywhere.
     */
    private static final int MOST_VOID_LOOKUPS = 2;

    /** RFC 7208 §4.6.4: an "mx" that names more hosts is an error. */
    private static final int MOST_MX = 10;

    /** RFC 7208 §6.2: an explanation must fit into an SMTP reply. */
    private static final int LONGEST_EXPLANATION = 500;

    /** Where jSPF keeps the target name of a "ptr". */
    private static final String PTR_TARGET = "PTRMechanism.expandedHost";

    private final JspfDns dns;
    private int voidLookups;

    /** The outcome of an evaluation. */
    record Outcome(Code code, Optional<String> reason, Optional<String> explanation) {}

    JspfRun(Dns dns) {
        this.dns = new JspfDns(dns);
    }

    /** Evaluates; the names are as in RFC 7208 §4.1, the sender has a domain in A-labels. */
    Outcome check(String ip, String sender, String helo) {
        SPFSession session = new SPFSession(sender, helo, ip);
        try {
            session.pushChecker(newSpf(clientNames(session)));
            for (SPFChecker next = session.popChecker(); next != null; next = session.popChecker()) {
                step(next, session);
            }
        } catch (SPFResultException e) {
            return new Outcome(code(e.getResult()), Optional.of(reason(e)), Optional.empty());
        }
        String result = session.getCurrentResult();
        // RFC 7208 §4.7: neutral is the result of a record that says nothing about the client
        Code code = result == null ? Code.NEUTRAL : code(SPF1Utils.resultToName(result));
        return new Outcome(code, Optional.empty(), code == Code.FAIL ? explanation(session) : Optional.empty());
    }

    /** Removes the regular expression of its grammar, which jSPF prints in its error texts. */
    private static String reason(SPFResultException error) {
        String said = error.getMessage();
        int grammar = said.indexOf(": (?:");
        return grammar < 0 ? said : said.substring(0, grammar);
    }

    /** Creates a new one for each evaluation, since the macro expander contains its client. */
    private SPF newSpf(ClientNames clientNames) {
        Macros macros = new Macros(dns, clientNames);
        WiringServiceTable services = new WiringServiceTable();
        services.put(DNSServiceEnabled.class, dns);
        services.put(MacroExpandEnabled.class, macros);
        SPF spf = new SPF(dns, new Terms(services, macros).parser(), macros, new SynchronousSPFExecutor(dns));
        services.put(SPFCheckEnabled.class, spf);
        spf.setDefaultExplanation("");
        return spf;
    }

    private ClientNames clientNames(SPFSession session) throws PermErrorException {
        String ip = session.getIpAddress();
        return new ClientNames(
                InetAddresses.forString(ip),
                IPAddr.getAddress(ip).getReverseIP(),
                (name, type) -> namesOrAddresses(name, type, session));
    }

    /**
     * For the macro {@code p}: no answer counts as no records. In an explanation, errors must not change the result.
     */
    private List<String> namesOrAddresses(String name, RecordType type, SPFSession session) {
        try {
            List<String> records = dns.records(name, type);
            if (records.isEmpty() && session.getCurrentResult() == null) {
                voidLookups++;
            }
            return records;
        } catch (TimeoutException unanswered) {
            return List.of();
        }
    }

    private void step(SPFChecker checker, SPFSession session) throws SPFResultException {
        try {
            if (checker instanceof MXMechanism) {
                // jSPF forgets to clean up after an "mx" whose hosts have no address
                session.removeAttribute("MXMechanism.checkRecords");
                session.removeAttribute("MXMechanism.mxRecords");
            }
            DNSLookupContinuation asking = checker.checkSPF(session);
            requireFewVoidLookups();
            while (asking != null) {
                if (asking.getListener() instanceof PTRMechanism) {
                    ignoreCaseOfPtrTarget(session);
                }
                DNSResponse answer = answer(asking);
                asking = asking.getListener().onDNSResponse(answer, session);
            }
        } catch (NoneException e) {
            if (isTerm(checker)) {
                // a target that is not a domain name has no records: the mechanism does not match
                session.setAttribute(Directive.ATTRIBUTE_MECHANISM_RESULT, false);
            } else {
                unwind(e, session);
            }
        } catch (SPFResultException e) {
            unwind(e, session);
        } catch (RuntimeException e) {
            unwind(new PermErrorException("the record cannot be evaluated: " + e), session);
        }
    }

    /**
     * RFC 7208 §5.5: names are compared without regard to case. jSPF compares strings; the client's names are in lower
     * case.
     */
    private static void ignoreCaseOfPtrTarget(SPFSession session) {
        if (session.getAttribute(PTR_TARGET) instanceof String target) {
            session.setAttribute(PTR_TARGET, target.toLowerCase(Locale.ROOT));
        }
    }

    private static boolean isTerm(SPFChecker checker) {
        return checker.getClass().getPackage().equals(Directive.class.getPackage());
    }

    /**
     * Ends the evaluation with an error. RFC 7208 §5.2, §6.1: within an "include" or a "redirect", a missing record is
     * a permanent error. jSPF's handlers do only that; they are not called, since their signature differs between jSPF
     * 1.0.3 and 1.0.5.
     */
    private static void unwind(SPFResultException error, SPFSession session) throws SPFResultException {
        boolean included = false;
        for (SPFChecker next = session.popChecker(); next != null; next = session.popChecker()) {
            included |= next instanceof SPFCheckerExceptionCatcher;
        }
        if (included && error instanceof NoneException) {
            throw new PermErrorException("an included record is missing: " + error.getMessage());
        }
        throw error;
    }

    private DNSResponse answer(DNSLookupContinuation asking) throws SPFResultException {
        DNSRequest request = asking.getRequest();
        SPFCheckerDNSResponseListener listener = asking.getListener();
        try {
            List<String> records = dns.getRecords(request);
            if (records == null) {
                countVoid(request);
                return none();
            }
            return request.getRecordType() == DNSRequest.TXT ? texts(records, listener) : hosts(records, listener);
        } catch (TimeoutException e) {
            // RFC 7208 §5.5: if the look-up fails, "ptr" does not match; but by §5, it is an error in "exists"
            if (listener instanceof PTRMechanism) {
                return none();
            } else if (listener instanceof ExistsMechanism) {
                throw new TempErrorException(e.getMessage());
            }
            return new DNSResponse(e);
        }
    }

    /** Not for "include": a missing record is an error there anyway. */
    private void countVoid(DNSRequest request) throws PermErrorException {
        boolean record = request.getRecordType() == DNSRequest.TXT || request.getRecordType() == DNSRequest.SPF;
        if (!record) {
            voidLookups++;
            requireFewVoidLookups();
        }
    }

    private void requireFewVoidLookups() throws PermErrorException {
        if (voidLookups > MOST_VOID_LOOKUPS) {
            throw new PermErrorException("more than " + MOST_VOID_LOOKUPS + " look-ups that find nothing");
        }
    }

    private static DNSResponse texts(List<String> texts, SPFCheckerDNSResponseListener listener)
            throws PermErrorException {
        if (listener instanceof ExpModifier) {
            return texts.get(0).length() > LONGEST_EXPLANATION ? none() : new DNSResponse(texts);
        }
        for (String text : texts) {
            Optional<String> fault =
                    text.toLowerCase(Locale.ROOT).startsWith("v=spf1") ? RecordSyntax.fault(text) : Optional.empty();
            if (fault.isPresent()) {
                throw new PermErrorException(fault.get());
            }
        }
        return new DNSResponse(texts);
    }

    private static DNSResponse hosts(List<String> hosts, SPFCheckerDNSResponseListener listener)
            throws PermErrorException {
        if (listener instanceof MXMechanism && hosts.size() > MOST_MX) {
            throw new PermErrorException("an \"mx\" names more than " + MOST_MX + " hosts");
        }
        return new DNSResponse(hosts);
    }

    private static DNSResponse none() {
        return new DNSResponse((List<String>) null);
    }

    private static Code code(String word) {
        return Code.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Optional<String> explanation(SPFSession session) {
        return Optional.ofNullable(session.getExplanation())
                .filter(words -> !words.isEmpty())
                .map(words -> words.substring(0, Math.min(words.length(), LONGEST_EXPLANATION)));
    }
}
