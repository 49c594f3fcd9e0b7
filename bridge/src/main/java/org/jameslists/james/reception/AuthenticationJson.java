package org.jameslists.james.reception;

import java.util.List;
import java.util.Optional;

import org.jameslists.arc.ArcResult;
import org.jameslists.arc.ChainValidation;
import org.jameslists.authentication.Authentication;
import org.jameslists.dkim.DkimResult;
import org.jameslists.dmarc.DmarcAnswer;
import org.jameslists.dmarc.DmarcDiscovery;
import org.jameslists.dmarc.DmarcRecord;
import org.jameslists.dmarc.DmarcResult;
import org.jameslists.mail.SafeText;
import org.jameslists.spf.SpfResult;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Results of the protocols as JSON. Names and words are those of aggregate reports (RFC 9990 §3.1, Appendix A) where
 * these have them, else those of RFC 8601. What is not known is left out, and text of strangers is cleaned and cut off as in
 * logs ({@link SafeText#told}). {@code docs/json.md} lists the members.
 */
public final class AuthenticationJson {
    private AuthenticationJson() {}

    /** SPF: {@code result}, {@code scope}, {@code domain} and, where the result needs it, {@code reason}. */
    public static ObjectNode spf(SpfResult spf) {
        ObjectNode json = object();
        json.put("result", spf.code().word());
        json.put("scope", spf.identity() == SpfResult.Identity.HELO ? "helo" : "mfrom");
        spf.domain().ifPresent(domain -> json.put("domain", domain.ascii()));
        spf.reason().ifPresent(reason -> json.put("reason", SafeText.told(reason)));
        return json;
    }

    /** DKIM: for each signature {@code result}, {@code domain}, {@code selector}, {@code algorithm}, {@code reason}. */
    public static ArrayNode dkim(List<DkimResult> signatures) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (DkimResult signature : signatures) {
            ObjectNode each = json.addObject();
            each.put("result", signature.result().status().word());
            signature.domain().ifPresent(domain -> each.put("domain", SafeText.told(domain)));
            signature.tag("s").ifPresent(selector -> each.put("selector", SafeText.told(selector)));
            signature.tag("a").ifPresent(algorithm -> each.put("algorithm", SafeText.told(algorithm)));
            reason(each, signature.result().reason());
        }
        return json;
    }

    /** ARC: {@code result}, {@code sets}, {@code oldest_pass} of a chain that passes, {@code reason} of one that fails. */
    public static ObjectNode arc(ArcResult arc) {
        ObjectNode json = object();
        json.put("result", arc.status().word());
        if (arc.status() != ChainValidation.NONE) {
            json.put("sets", arc.instances());
        }
        if (arc.status() == ChainValidation.PASS) {
            json.put("oldest_pass", arc.oldestPass());
        }
        reason(json, arc.reason());
        return json;
    }

    /** DMARC: {@code result}, {@code header_from}, {@code policy} as it applies, {@code reason}. */
    public static ObjectNode dmarc(DmarcResult dmarc) {
        ObjectNode json = object();
        json.put("result", dmarc.code().word());
        dmarc.headerFrom().ifPresent(domain -> json.put("header_from", domain.ascii()));
        dmarc.policy().ifPresent(policy -> json.put("policy", policy.word()));
        reason(json, dmarc.reason());
        return json;
    }

    /** All protocols: {@code spf} if it was checked, {@code dkim}, {@code arc}, {@code dmarc}, {@code policy_published}. */
    public static ObjectNode protocols(Authentication found) {
        ObjectNode json = object();
        found.spf().ifPresent(spf -> json.set("spf", spf(spf)));
        json.set("dkim", dkim(found.dkim()));
        json.set("arc", arc(found.arc()));
        json.set("dmarc", dmarc(found.dmarc()));
        policy(found.dmarc()).ifPresent(policy -> json.set("policy_published", policyPublished(policy)));
        return json;
    }

    /** The policy of the author domain that a result is about, if there is one. */
    static Optional<DmarcAnswer.Found> policy(DmarcResult dmarc) {
        return dmarc.answers().stream()
                .filter(DmarcAnswer.Found.class::isInstance)
                .map(DmarcAnswer.Found.class::cast)
                .filter(found ->
                        dmarc.headerFrom().filter(found.author()::equals).isPresent())
                .findFirst();
    }

    /** A policy as it is published (RFC 9990, {@code policy_published}). */
    public static ObjectNode policyPublished(DmarcAnswer.Found found) {
        DmarcRecord record = found.record();
        ObjectNode json = object();
        json.put("domain", found.foundAt().ascii());
        json.put("discovery_method", discoveryMethod(found.discovery()));
        record.p().ifPresent(policy -> json.put("p", policy.word()));
        record.sp().ifPresent(policy -> json.put("sp", policy.word()));
        record.np().ifPresent(policy -> json.put("np", policy.word()));
        json.put("adkim", mode(record.adkim()));
        json.put("aspf", mode(record.aspf()));
        json.put("testing", record.testing() ? "y" : "n");
        json.put("fo", record.reports().fo());
        return json;
    }

    /** The word for a discovery: {@code treewalk} or {@code psl}. */
    public static String discoveryMethod(DmarcDiscovery discovery) {
        return switch (discovery) {
            case TREE_WALK -> "treewalk";
            case PUBLIC_SUFFIX_LIST -> "psl";
        };
    }

    private static String mode(DmarcRecord.Mode mode) {
        return mode == DmarcRecord.Mode.STRICT ? "s" : "r";
    }

    private static void reason(ObjectNode json, String reason) {
        if (!reason.isEmpty()) {
            json.put("reason", SafeText.told(reason));
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
