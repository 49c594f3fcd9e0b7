package org.jameslists.hooks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.commons.configuration2.Configuration;
import org.jameslists.james.settings.Parameters;

/** The parameters of a handler in {@code smtpserver.xml}: its child elements. */
final class HandlerParameters {
    /** How a configuration names an attribute of the element itself, such as its class. */
    private static final String ATTRIBUTE = "[@";

    private HandlerParameters() {}

    static Parameters of(String owner, Configuration configuration) {
        Map<String, String> values = new LinkedHashMap<>();
        configuration.getKeys().forEachRemaining(name -> {
            if (!name.isEmpty() && !name.startsWith(ATTRIBUTE)) {
                values.put(
                        name,
                        Arrays.stream(configuration.getStringArray(name))
                                .map(String::strip)
                                .collect(Collectors.joining(", ")));
            }
        });
        return Parameters.of(owner, values);
    }
}
