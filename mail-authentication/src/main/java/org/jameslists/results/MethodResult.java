package org.jameslists.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The result of one method: {@code method=result}, with the reason and the properties that it checked (RFC 8601 §2.2).
 *
 * @param method the method in lower case, such as {@code dkim}
 * @param version the version of the method, 1 if none is written (RFC 8601 §2.6)
 * @param result the result in lower case, such as {@code pass}
 * @param reason why; cleaned like {@link Property#value()}
 * @param properties what was checked, in the order written
 */
public record MethodResult(
        String method, int version, String result, Optional<String> reason, List<Property> properties) {
    /** Lower-cases, cleans and copies; requires method and result to be keywords and the version not to be negative. */
    public MethodResult {
        method = Keyword.require(method);
        if (version < 0) {
            throw new IllegalArgumentException("a method version is not negative: " + version);
        }
        result = Keyword.require(result);
        reason = reason.map(Text::clean);
        properties = List.copyOf(properties);
    }

    /** A result without reason and properties. Add them with {@link #because} and {@link #with}. */
    public static MethodResult of(String method, String result) {
        return new MethodResult(method, 1, result, Optional.empty(), List.of());
    }

    /** This result with a reason. */
    public MethodResult because(String words) {
        return new MethodResult(method, version, result, Optional.of(words), properties);
    }

    /** This result with one more property. */
    public MethodResult with(String type, String name, String value) {
        List<Property> more = new ArrayList<>(properties);
        more.add(new Property(type, name, value));
        return new MethodResult(method, version, result, reason, more);
    }

    /** The value of the first property of this type and name (both in lower case). */
    public Optional<String> property(String type, String name) {
        return properties.stream()
                .filter(property ->
                        property.type().equals(type) && property.name().equals(name))
                .map(Property::value)
                .findFirst();
    }

    /** The result as it is written, on one line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(method);
        if (version != 1) {
            text.append('/').append(version);
        }
        text.append('=').append(result);
        reason.ifPresent(words -> text.append(" reason=").append(Text.formatValue(words)));
        properties.forEach(property -> text.append(' ').append(property));
        return text.toString();
    }
}
