package org.jameslists.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthservIdTest {
    private static final AuthservId OURS = new AuthservId("ml.example.ac.jp");
    private static final HeaderField SUBJECT = HeaderField.of("Subject", "x");

    private static HeaderField results(String payload) {
        return HeaderField.of("Authentication-Results", payload);
    }

    @ParameterizedTest(name = "rule 6: {0} and {1} are the same: {2}")
    @CsvSource({
        "ml.example.ac.jp, ML.Example.AC.jp, true",
        "ml.example.ac.jp, example.ac.jp, false",
        "ml.example.ac.jp, ml.example.ac.jp.example.com, false",
        "例え.example.jp, xn--r8jz45g.example.jp, true",
        "XN--R8JZ45G.example.jp, 例え.EXAMPLE.jp, true",
        "bücher.example.org, BÜCHER.example.org, true",
        "straße.example.org, xn--strae-oqa.example.org, true",
        "straße.example.org, strasse.example.org, false",
        "ml.example.ac.jp., ml.example.ac.jp, true",
        "MAIL-ID, mail-id, true",
        "not a domain, NOT A DOMAIN, true",
        "ML.EXAMPLE.AC.JP, 例え.example.jp, false"
    })
    @DisplayName("authentication-results 6: ids are compared without case, A-labels equal U-labels")
    void comparesIds(String one, String other, boolean same) {
        assertThat(new AuthservId(one).matches(other)).isEqualTo(same);
        assertThat(new AuthservId(other).matches(one)).isEqualTo(same);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\r\nb", "a\u202eb"})
    void refusesWhatCannotBeWritten(String id) {
        assertThatThrownBy(() -> new AuthservId(id)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "rule 6: {0}")
    @ValueSource(
            strings = {
                "ml.example.ac.jp; dkim=pass header.d=example.ne.jp",
                "ML.EXAMPLE.AC.JP; none",
                "\"ml.example.ac.jp\"; dkim=pass",
                "\"ml\\.example.ac.jp\"; dkim=pass",
                "(comment) ml.example.ac.jp (comment) 1; dkim=pass",
                "ml.example.ac.jp(comment); dkim=pass",
                "ml.example.ac.jp 2; dkim=pass",
                "ml.example.ac.jp; ==malformed==",
                "ml.example.ac.jp",
                "ml.example.ac.jp dkim=pass",
                "\"ml.example.ac.jp; dkim=pass",
                "\"ml.example\".ac.jp; dkim=pass",
                "ml.example.ac.jp (unclosed; dkim=pass",
                "example.org 2; dkim=pass",
            })
    @DisplayName("authentication-results 6: fields that bear our id are deleted at reception")
    void removesWhatOnlyWeMayHaveWritten(String payload) {
        assertThat(OURS.removeForged(Header.of(results(payload), SUBJECT, results(payload))))
                .isEqualTo(Header.of(SUBJECT));
    }

    @ParameterizedTest(name = "rule 7: {0}")
    @ValueSource(
            strings = {
                "example.org; dkim=pass",
                "example.org; spf=pass smtp.helo=ml.example.ac.jp",
                "example.org (ml.example.ac.jp); dkim=pass",
                "spf=pass smtp.mailfrom=example.org",
                "(unclosed",
                ""
            })
    @DisplayName("authentication-results 7: the fields of others stay as they are")
    void keepsTheFieldsOfOthers(String payload) {
        Header header = Header.of(results(payload), SUBJECT, HeaderField.of("X-Results", "ml.example.ac.jp; none"));

        assertThat(OURS.removeForged(header)).isEqualTo(header);
    }

    @Test
    @DisplayName(
            "arc 2: our results are merged in message order, each once; authentication-results 10: malformed fields are skipped")
    void mergesOurResults() {
        Header header = Header.of(
                results("ml.example.ac.jp; spf=pass smtp.mailfrom=example.ne.jp; dkim=pass header.d=example.ne.jp"),
                results("example.org; dmarc=pass"),
                results("ml.example.ac.jp; dmarc=(malformed"),
                SUBJECT,
                results("ml.example.ac.jp; none"),
                results("ML.example.ac.jp; DKIM=pass (again) header.d=example.ne.jp; arc=none"),
                results("ml.example.ac.jp; spf=pass smtp.mailfrom=example.com"));

        assertThat(OURS.merge(header).format())
                .isEqualTo(
                        """
                        ml.example.ac.jp;\r
                         spf=pass smtp.mailfrom=example.ne.jp;\r
                         dkim=pass header.d=example.ne.jp;\r
                         arc=none;\r
                         spf=pass smtp.mailfrom=example.com""");
    }

    @Test
    @DisplayName("arc 2: without a field of ours there are no results")
    void mergesNothing() {
        assertThat(OURS.merge(Header.of(SUBJECT)).format()).isEqualTo("ml.example.ac.jp; none");
    }
}
