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

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.net.InetAddresses;
import com.google.inject.Inject;
import com.google.inject.Singleton;

/**
 * One line of JSON for each evaluation of DMARC, in a log of its own: what whoever writes aggregate reports needs
 * (RFC 9990 §3.1). The logger is {@value #LOGGER_NAME}, level INFO. Its name does not begin with {@code org.jameslists}, so
 * that the lines are written only where an operator turns them on. For use by many threads.
 */
@Singleton
public final class DmarcEvaluationLog {
    /** The logger's name, for {@code logback.xml}. */
    public static final String LOGGER_NAME = "jameslists.dmarc";

    /** The version of the lines' schema: it changes when a member goes away or gets another meaning. */
    public static final int SCHEMA_VERSION = 1;

    private static final Logger LOGGER = LoggerFactory.getLogger(LOGGER_NAME);

    private final InstantSource clock;

    /** Writes to the logger, with the system's time. */
    @Inject
    public DmarcEvaluationLog() {
        this(InstantSource.system());
    }

    DmarcEvaluationLog(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Writes a line, if DMARC was evaluated just now: what {@code Authenticate} takes over from {@code DmarcHook} has its line
     * already.
     *
     * @param done what became of the mail
     */
    public void note(Mail mail, Reception reception, Disposition done) {
        if (LOGGER.isInfoEnabled()) {
            reception.evaluation().ifPresent(found -> LOGGER.info("{}", line(mail, reception.results(), found, done)));
        }
    }

    private ObjectNode line(Mail mail, AuthenticationResults results, Authentication found, Disposition done) {
        DmarcResult dmarc = found.dmarc();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", SCHEMA_VERSION);
        json.put("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
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

    /** An aligned domain counts only if its mechanism passed: one whose question is open is in the list too. */
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

    /** RFC 9990 §3.1.1.11: domains alone, so that a report names no person. */
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
