package org.jameslists.james.reception;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.jameslists.james.reception.DmarcEnforcement.Disposition;
import org.jameslists.james.settings.Parameters;
import org.jameslists.results.AuthenticationResults;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DmarcEnforcementTest {
    private static Disposition of(Map<String, String> parameters, String result) throws Exception {
        return DmarcEnforcement.configure(Parameters.of("test", parameters))
                .of(DmarcVerdict.of(AuthenticationResults.parse("mx.example.org; " + result)));
    }

    @ParameterizedTest
    @CsvSource({
        "dmarc=pass header.from=example.net policy.dmarc=reject,       ACCEPT,     ACCEPT",
        "dmarc=none header.from=example.net,                           ACCEPT,     ACCEPT",
        "spf=pass,                                                     ACCEPT,     ACCEPT",
        "dmarc=fail header.from=example.net policy.dmarc=none,         ACCEPT,     ACCEPT",
        "dmarc=fail header.from=example.net policy.dmarc=quarantine,   QUARANTINE, REFUSE",
        "dmarc=fail header.from=example.net policy.dmarc=reject,       QUARANTINE, REFUSE",
        "dmarc=fail header.from=example.com policy.dmarc=none,         ACCEPT,     REFUSE",
        "dmarc=fail header.from=a.example.com policy.dmarc=none,       ACCEPT,     REFUSE",
        "dmarc=pass header.from=example.com policy.dmarc=none,         ACCEPT,     ACCEPT",
        "dmarc=fail header.from=a.example.org policy.dmarc=reject,     QUARANTINE, ACCEPT",
        "dmarc=fail header.from=example.org policy.dmarc=reject,       QUARANTINE, REFUSE",
        "dmarc=fail header.from=example.net policy.dmarc=reject policy.trusted-sealer=example.org, ACCEPT, ACCEPT",
        "dmarc=permerror reason=\"2 From fields\",                     QUARANTINE, REFUSE",
        "dmarc=temperror header.from=example.net,                      ACCEPT,     TRY_LATER"
    })
    void followsThePolicyAndTheOperator(String result, Disposition unlessTold, Disposition strict) throws Exception {
        assertThat(of(Map.of(), result)).isEqualTo(unlessTold);
        assertThat(of(
                        Map.of(
                                "reject", "refuse",
                                "quarantine", "refuse",
                                "temperror", "try-later",
                                "alwaysRefuse", "example.com *.example.com",
                                "neverRefuse", "*.example.org"),
                        result))
                .isEqualTo(strict);
    }
}
