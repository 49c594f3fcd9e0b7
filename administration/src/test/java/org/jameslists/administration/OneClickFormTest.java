package org.jameslists.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneClickFormTest {
    private static final String PART = "--b\\r\\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\\r\\n\\r\\n";

    @ParameterizedTest
    @CsvSource({
        "application/x-www-form-urlencoded, List-Unsubscribe=One-Click, true",
        "application/x-www-form-urlencoded; charset=UTF-8, a=b&List%2DUnsubscribe=One-Click, true",
        "Application/X-WWW-Form-URLencoded, List-Unsubscribe=One-Click, true",
        "application/x-www-form-urlencoded, List-Unsubscribe=one-click, false",
        "application/x-www-form-urlencoded, List-Unsubscribe=%zz, false",
        "application/x-www-form-urlencoded, '', false",
        "multipart/form-data; boundary=b, '" + PART + "One-Click\\r\\n--b--\\r\\n', true",
        "multipart/form-data; boundary=b, '" + PART + "Two-Clicks\\r\\n--b--\\r\\n', false",
        "multipart/form-data; boundary=c, '" + PART + "One-Click\\r\\n--b--\\r\\n', false",
        "multipart/form-data, List-Unsubscribe=One-Click, false",
        "text/plain, List-Unsubscribe=One-Click, false",
        "é, List-Unsubscribe=One-Click, false",
        ", List-Unsubscribe=One-Click, false"
    })
    void shouldKnowTheTwoFormsOfRfc8058(String contentType, String body, boolean is) {
        byte[] sent = body.replace("\\r\\n", "\r\n").getBytes(StandardCharsets.UTF_8);

        assertThat(OneClickForm.isIn(sent, Optional.ofNullable(contentType))).isEqualTo(is);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ja|JA",
                "ja-JP,ja;q=0.9,en;q=0.8|JA",
                "en-GB,ja;q=0.5|EN",
                "de, ja;q=0.3|JA",
                "de|EN",
                "*|EN",
                "q=;;|EN",
                "|EN"
            })
    void shouldAnswerInTheReadersLanguage(String acceptLanguage, LeavePage page) {
        assertThat(LeavePage.in(Optional.ofNullable(acceptLanguage))).isEqualTo(page);
        assertThat(page.question()).contains("<button>", "lang=\"" + page.language() + "\"");
        assertThat(page.answer()).doesNotContain("<form");
    }
}
