package org.jameslists.administration;

import java.util.List;

import javax.mail.MessagingException;

import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.jameslists.james.health.HealthFinding;
import org.jameslists.james.health.KeyState;
import org.jameslists.james.health.ListHealth;

import com.google.inject.Inject;

import spark.Request;
import spark.Response;
import spark.Service;

/**
 * Shows the signing keys, compared with the DNS: {@code /list-authentication/keys}. Name it in
 * {@code webadmin.properties}:
 *
 * <pre>{@code
 * extensions.routes=org.jameslists.administration.KeyRoutes
 * }</pre>
 */
public final class KeyRoutes implements Routes {
    private static final String BASE = "/list-authentication/keys";

    private final JsonTransformer json;
    private final ListHealth health;
    private final ListDomains domains;

    /** Answers in JSON. Shows the keys for these domains. */
    @Inject
    KeyRoutes(JsonTransformer json, ListHealth health, ListDomains domains) {
        this.json = json;
        this.health = health;
        this.domains = domains;
    }

    /**
     * A key as JSON.
     *
     * @param domain the domain it signs for
     * @param selector its selector
     * @param status {@code healthy}, {@code unknown}, {@code degraded} or {@code unhealthy}
     * @param findings what was found and what to do, as sentences
     * @param recordName the name of its DNS record
     * @param record the TXT record to publish; empty if there is no private key
     */
    record Key(String domain, String selector, String status, List<String> findings, String recordName, String record) {
        static Key of(KeyState state) {
            return new Key(
                    state.domain().ascii(),
                    state.selector(),
                    ListHealthCheck.word(HealthFinding.worst(state.findings())),
                    state.findings().stream().map(HealthFinding::toString).toList(),
                    state.recordName(),
                    state.record().orElse(""));
        }
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.get(BASE, this::keys, json);
    }

    private List<Key> keys(Request request, Response response) throws MessagingException {
        return health.keys(domains.all()).stream().map(Key::of).toList();
    }
}
