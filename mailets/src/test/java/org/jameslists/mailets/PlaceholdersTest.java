package org.jameslists.mailets;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import javax.mail.MessagingException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A placeholder that is not known stops James when it starts, with the parameter's name, in whatever text it stands. */
class PlaceholdersTest extends MailetTest {
    @ParameterizedTest
    @CsvSource({
        "SubjectPrefix, prefix, [{lsit}]",
        "ListFooter, text, {lsit}",
        "ListFooter, listName, {lsit}",
        "MungeFrom, phrase, {name} via {lsit}",
        "MungeFrom, listName, {lsit}",
        "ExpandMembers, bounces, {lsit}-bounces@{domain}",
        "ListHeaders, help, https://example.org/{lsit}",
        "ListHeaders, sender, {lsit}@{domain}",
        "RejectPost, subject, {lsit}",
        "RejectPost, text, {lsit}",
        "RejectPost, from, {lsit}@{domain}",
        "WrapMessage, text, {lsit}",
        "Verp, bounces, {lsit}+{member}@{domain}"
    })
    void shouldRefuseAnUnknownPlaceholder(String mailet, String parameter, String text) throws Exception {
        Class<? extends ListMailet> type =
                Class.forName("org.jameslists.mailets." + mailet).asSubclass(ListMailet.class);
        Map<String, String> parameters = new HashMap<>();
        parameters.put(parameter, text);
        if (mailet.equals("Verp")) {
            parameters.put("processor", "list-delivery");
        } else if (parameter.equals("listName") && mailet.equals("ListFooter")) {
            parameters.put("text", "{list}");
        }

        assertThatThrownBy(() -> mailet(type, parameters))
                .isInstanceOf(MessagingException.class)
                .hasMessageMatching("(?s)" + mailet + ": parameter \"" + parameter + "\": "
                        + Pattern.quote("\"" + text + "\"") + ".*unknown placeholder \\{lsit}: known are \\{.*");
    }
}
