package org.jameslists.commandline;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jameslists.dmarc.DmarcAnswer;
import org.jameslists.dmarc.DmarcDiscovery;
import org.jameslists.dmarc.OrganizationalDomain;
import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsQuestion;
import org.jameslists.james.reception.AuthenticationJson;
import org.jameslists.mail.DomainName;
import org.jameslists.mail.SafeText;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Looks up the DMARC policy of a domain. */
@Command(
        name = "policy",
        description = {
            "Looks up the DMARC policy for mail from a domain.",
            "Looks in both ways that receivers use: the tree walk of RFC 9989 and the public suffix list of RFC"
                    + " 7489. If they disagree, a list should follow the stricter one.",
            "Prints the policy that applies, where it was found, and the questions to the DNS."
        },
        footer = "  listauth policy example.ne.jp")
final class PolicyCommand implements Callable<Integer> {
    @ParentCommand
    private ListAuth root;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DnsOptions dns;

    @Mixin
    private JsonOption json;

    @Parameters(paramLabel = "DOMAIN", description = "The domain of an author's address.")
    private String domain;

    @Override
    public Integer call() throws IOException {
        DomainName author = DomainName.parse(domain)
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "Not a domain name: '" + domain + "'"));
        Dns chosen = dns.dns();
        Map<DmarcDiscovery, DmarcAnswer> answers = new EnumMap<>(DmarcDiscovery.class);
        for (DmarcDiscovery discovery : DmarcDiscovery.values()) {
            answers.put(discovery, discovery.find(author, chosen));
        }
        int exitCode = answers.values().stream().anyMatch(DmarcAnswer.TempError.class::isInstance)
                ? ExitCode.TEMPORARY_TROUBLE
                : ExitCode.OK;
        if (json.isWanted()) {
            root.print(json(author, answers, exitCode));
        } else {
            for (Map.Entry<DmarcDiscovery, DmarcAnswer> answer : answers.entrySet()) {
                root.print(heading(answer.getKey()));
                print(answer.getValue());
            }
        }
        return exitCode;
    }

    private ObjectNode json(DomainName author, Map<DmarcDiscovery, DmarcAnswer> answers, int exitCode) {
        ObjectNode object = json.object(exitCode).put("domain", author.ascii());
        ArrayNode discoveries = object.putArray("discoveries");
        answers.forEach((discovery, answer) -> discoveries.add(json(discovery, answer)));
        return object;
    }

    private static ObjectNode json(DmarcDiscovery discovery, DmarcAnswer answer) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("discovery_method", AuthenticationJson.discoveryMethod(discovery));
        if (answer instanceof DmarcAnswer.Found found) {
            object.put("result", "found").put("policy", found.applies().word());
            object.put("tag", found.tag().name().toLowerCase(Locale.ROOT));
            object.set("policy_published", AuthenticationJson.policyPublished(found));
            object.put("record", found.record().toString());
            organization(object, found.organizationalDomain());
        } else if (answer instanceof DmarcAnswer.None none) {
            object.put("result", "none").put("reason", SafeText.told(none.reason()));
            organization(object, none.organizationalDomain());
        } else {
            object.put("result", "temperror").put("reason", SafeText.told(((DmarcAnswer.TempError) answer).reason()));
        }
        ArrayNode asked = object.putArray("asked");
        answer.queries().forEach(question -> asked.add(question.toString()));
        return object;
    }

    private static void organization(ObjectNode object, OrganizationalDomain organization) {
        if (organization instanceof OrganizationalDomain.Known known) {
            object.put("organizational_domain", known.name().ascii());
        }
    }

    private static String heading(DmarcDiscovery discovery) {
        return switch (discovery) {
            case TREE_WALK -> "Tree walk (RFC 9989)";
            case PUBLIC_SUFFIX_LIST -> "Public suffix list (RFC 7489)";
        };
    }

    private void print(DmarcAnswer answer) throws IOException {
        if (answer instanceof DmarcAnswer.Found found) {
            print("policy", found.applies().word());
            print(
                    "published",
                    found.tag().name().toLowerCase(Locale.ROOT) + "="
                            + found.published().word() + (found.record().testing() ? ", t=y" : ""));
            print("record", found.record().toString());
            print("found at", "_dmarc." + found.foundAt());
            print("organizational domain", name(found.organizationalDomain()));
        } else if (answer instanceof DmarcAnswer.None none) {
            print("policy", "none: " + none.reason());
            print("organizational domain", name(none.organizationalDomain()));
        } else {
            print("policy", "unknown: " + ((DmarcAnswer.TempError) answer).reason());
        }
        for (DnsQuestion question : answer.queries()) {
            print("asked", question.toString());
        }
    }

    private static String name(OrganizationalDomain organization) {
        return organization instanceof OrganizationalDomain.Known known
                ? known.name().ascii()
                : "unknown: " + ((OrganizationalDomain.Unknown) organization).reason();
    }

    private void print(String what, String value) throws IOException {
        root.print("  " + what + ": " + value);
    }
}
