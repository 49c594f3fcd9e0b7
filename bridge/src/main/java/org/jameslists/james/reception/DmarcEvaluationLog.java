package org.jameslists.james.reception;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.jameslists.authentication.Authentication;
import org.jameslists.dmarc.DmarcAnswer;
import org.jameslists.dmarc.DmarcPolicy;
import org.jameslists.dmarc.DmarcResult;
import org.jameslists.dmarc.DmarcResult.Code;
import org.jameslists.dmarc.IdentifierAlignment.Mechanism;
import org.jameslists.dmarc.IdentifierAlignment.Outcome;
import org.jameslists.james.reception.DmarcEnforcement.Disposition;
import org.jameslists.mail.DomainName;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.spf.SpfResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.net.InetAddresses;
import com.google.inject.Inject;
import com.google.inject.Singleton;

/**
 * Writes one line of JSON for each evaluation of DMARC into a separate log, with the data for aggregate reports (RFC
 * 9990 §3.1). The logger is {@value #LOGGER_NAME}, level INFO. Its name does not begin with {@code org.jameslists}, so
 * that the lines are written only if an operator turns them on. Safe for use by many threads.
 */
@Singleton
public final class DmarcEvaluationLog {
    /** The logger's name, for {@code logback.xml}. */
    public static final String LOGGER_NAME = "jameslists.dmarc";

    /** The version of the lines' schema. It changes if a member is removed or gets a different meaning. */
    public static final int SCHEMA_VERSION = 1;

    private final Logger logger;

    /** Writes to the logger, with the system's time. */
    @Inject
    public DmarcEvaluationLog() {
        this(LoggerFactory.getLogger(LOGGER_NAME));
    }

    private DmarcEvaluationLog(Logger logger) {
        this.logger = logger;
    }

    /** Writes nothing: for messages that nobody handed in, as in a forecast. */
    public static DmarcEvaluationLog silent() {
        return new DmarcEvaluationLog(NOPLogger.NOP_LOGGER);
    }

    /**
     * Writes a line if DMARC was evaluated just now. Results that {@code Authenticate} takes over from
     * {@code DmarcHook} already have their line.
     *
     * @param done what was done with the mail
     */
    public void note(Mail mail, Reception reception, Disposition done) {
        if (logger.isInfoEnabled()) {
            reception.evaluation().ifPresent(found -> logger.info("{}", line(mail, reception.results(), found, done)));
        }
    }

    private ObjectNode line(Mail mail, AuthenticationResults results, Authentication found, Disposition done) {
        DmarcResult dmarc = found.dmarc();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", SCHEMA_VERSION);
        json.put(
                "time",
                InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS).toString());
        json.put("authserv_id", results.authservId());
        json.put("mail", mail.getName());
        json.put("outcome", outcome(done));
        json.put("dmarc", dmarc.code().word());
        json.put("standing", found.standing().word());
        found.client().ifPresent(client -> json.put("source_ip", InetAddresses.toAddrString(client.address())));
        json.put("count", 1);
        json.set("policy_evaluated", policyEvaluated(found, done));
        json.set("identifiers", identifiers(mail, dmarc));
        AuthenticationJson.policy(dmarc)
                .ifPresent(policy -> json.set("policy_published", AuthenticationJson.policyPublished(policy)));
        ObjectNode authResults = json.putObject("auth_results");
        authResults.set("dkim", AuthenticationJson.dkim(found.dkim()));
        found.spf().ifPresent(spf -> authResults.set("spf", AuthenticationJson.spf(spf)));
        return json;
    }

    private static String outcome(Disposition done) {
        return switch (done) {
            case ACCEPT, QUARANTINE -> "taken";
            case TRY_LATER -> "put-off";
            case REFUSE -> "refused";
        };
    }

    /** RFC 9990 §3.1.1.6: what was done, whether DKIM and SPF align, and why the policy was not followed. */
    private static ObjectNode policyEvaluated(Authentication found, Disposition done) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("disposition", disposition(found.dmarc(), done));
        json.put("dkim", passes(found, Mechanism.DKIM) ? "pass" : "fail");
        json.put("spf", passes(found, Mechanism.SPF) ? "pass" : "fail");
        ArrayNode reasons = JsonNodeFactory.instance.arrayNode();
        if (found.dmarc().code() == Code.FAIL) {
            overrides(found, disposition(found.dmarc(), done), reasons);
        }
        if (!reasons.isEmpty()) {
            json.set("reason", reasons);
        }
        return json;
    }

    private static String disposition(DmarcResult dmarc, Disposition done) {
        if (dmarc.code() == Code.PASS) {
            return "pass";
        }
        return switch (done) {
            case ACCEPT, TRY_LATER -> DmarcPolicy.NONE.word();
            case QUARANTINE -> DmarcPolicy.QUARANTINE.word();
            case REFUSE -> DmarcPolicy.REJECT.word();
        };
    }

    private static void overrides(Authentication found, String disposition, ArrayNode reasons) {
        Optional<DmarcAnswer.Found> policy = AuthenticationJson.policy(found.dmarc());
        if (policy.filter(each -> each.record().testing()).isPresent()) {
            reason(reasons, "policy_test_mode", "t=y");
        }
        if (found.vouching().isPresent()) {
            reason(reasons, "trusted_forwarder", found.vouching().get().words());
        } else if (policy.filter(each -> !each.applies().word().equals(disposition))
                .isPresent()) {
            reason(
                    reasons,
                    "local_policy",
                    "this server decides itself what it does with "
                            + policy.get().applies().word());
        }
    }

    private static void reason(ArrayNode reasons, String type, String comment) {
        reasons.addObject().put("type", type).put("comment", comment);
    }

    /**
     * Whether a mechanism passed and aligns. The list also has aligned domains with an open question, which do not
     * count.
     */
    private static boolean passes(Authentication found, Mechanism mechanism) {
        Stream<DomainName> domains = mechanism == Mechanism.DKIM
                ? found.dkim().stream()
                        .filter(signature -> signature.result().passed())
                        .flatMap(signature -> signature.domain().flatMap(DomainName::parse).stream())
                : found.spf().filter(spf -> spf.code() == SpfResult.Code.PASS).flatMap(SpfResult::domain).stream();
        Set<DomainName> passed = domains.collect(Collectors.toSet());
        return found.dmarc().alignments().stream()
                .anyMatch(alignment -> alignment.mechanism() == mechanism
                        && alignment.outcome() == Outcome.ALIGNED
                        && passed.contains(alignment.domain()));
    }

    /** RFC 9990 §3.1.1.11: only domains, so that a report names no person. */
    private static ObjectNode identifiers(Mail mail, DmarcResult dmarc) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        dmarc.headerFrom().ifPresent(from -> json.put("header_from", from.ascii()));
        json.put(
                "envelope_from",
                mail.getMaybeSender()
                        .asOptional()
                        .map(sender -> sender.getDomain().asString())
                        .orElse(""));
        ArrayNode to = json.putArray("envelope_to");
        mail.getRecipients().stream()
                .map(MailAddress::getDomain)
                .map(domain -> domain.asString())
                .distinct()
                .sorted()
                .forEach(to::add);
        return json;
    }
}
