package org.jameslists.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTemplateTest {
    private static final List<String> KNOWN = List.of("list", "domain");

    private static String fill(String template) {
        return TextTemplate.parse(template, KNOWN).fill(Map.of("list", "{domain}$1\\", "domain", "example.org")::get);
    }

    @ParameterizedTest
    @CsvSource({
        "'',''",
        "text,text",
        "{domain},example.org",
        "a{domain}{domain}b,aexample.orgexample.orgb",
        "{list}/{domain},{domain}$1\\/example.org",
        "{ list },{ list }",
        "{{domain}},{example.org}",
        "{domain,{domain",
        "a}b{c,a}b{c"
    })
    void fillsWhatItKnowsAndLooksIntoNoValue(String template, String filled) {
        assertThat(fill(template)).isEqualTo(filled);
        assertThat(TextTemplate.parse(template, KNOWN)).hasToString(template);
    }

    @Test
    void namesAnUnknownPlaceholderAndTheKnownOnes() {
        assertThatThrownBy(() -> TextTemplate.parse("{list}-{doman}", KNOWN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown placeholder {doman}: known are {list}, {domain}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "}", "{list", "list}", "{ list }", "{{list}}", "{}"})
    void takesNoOtherBracesWhereToldSo(String template) {
        assertThatThrownBy(() -> TextTemplate.parseStrictly(template, KNOWN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(": known are {list}, {domain}");
    }

    @Test
    void knowsItsPlaceholders() {
        TextTemplate template = TextTemplate.parseStrictly("{list}", KNOWN);

        assertThat(template.has("list")).isTrue();
        assertThat(template.has("domain")).isFalse();
    }
}
