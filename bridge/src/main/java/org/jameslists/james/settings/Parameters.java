package org.jameslists.james.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import javax.mail.MessagingException;
import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.apache.james.util.DurationParser;
import org.apache.mailet.MailetConfig;
import org.jameslists.mail.Worded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;

/**
 * Reads the parameters of one mailet, matcher or file with their types. All errors have one form: owner, parameter,
 * value, reason. Parameters that nobody has read are refused, so a misspelt name never passes unnoticed.
 */
public final class Parameters {
    /** Parameters that the mailet container reads for any mailet. */
    private static final Set<String> OF_THE_CONTAINER = Set.of("onMailetException", "onMatchException");

    private static final Splitter WORDS = Splitter.onPattern("[,\\s]+").omitEmptyStrings();

    private static final Logger LOGGER = LoggerFactory.getLogger(Parameters.class);

    private final String owner;
    private final Map<String, String> values;
    private final Set<String> known = new LinkedHashSet<>();
    private final Map<String, String> processors = new LinkedHashMap<>();

    private Parameters(String owner, Map<String, String> values) {
        this.owner = owner;
        this.values = values;
    }

    /**
     * Parameters from a map.
     *
     * @param owner whose parameters they are; appears in error texts
     * @param values each parameter's text, by name
     */
    public static Parameters of(String owner, Map<String, String> values) {
        return new Parameters(owner, new LinkedHashMap<>(values));
    }

    /** The parameters in a properties file. */
    public static Parameters of(String owner, Properties properties) {
        Map<String, String> values = new LinkedHashMap<>();
        properties
                .stringPropertyNames()
                .forEach(name -> values.put(name, properties.getProperty(name).strip()));
        return new Parameters(owner, values);
    }

    /** The parameters of a mailet. An empty element counts as absent. */
    public static Parameters of(String owner, MailetConfig config) {
        Map<String, String> values = new LinkedHashMap<>();
        config.getInitParameterNames().forEachRemaining(name -> {
            String value = config.getInitParameter(name);
            if (!OF_THE_CONTAINER.contains(name) && value != null && !value.isBlank()) {
                values.put(name, value.strip());
            }
        });
        return new Parameters(owner, values);
    }

    /**
     * The parameters in a matcher's condition: {@code name=value; name=value}.
     *
     * @param condition what follows the matcher's name and {@code =}; null if there is nothing
     */
    public static Parameters ofCondition(String owner, String condition) throws MessagingException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part :
                Splitter.on(';').trimResults().omitEmptyStrings().split(condition == null ? "" : condition)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals).strip();
            if (equals < 1 || name.isEmpty()) {
                throw new MessagingException(
                        owner + ": the condition \"" + part + "\" does not have the form name=value");
            }
            if (values.put(name, part.substring(equals + 1).strip()) != null) {
                throw new MessagingException(owner + ": the condition names " + name + " twice");
            }
        }
        return new Parameters(owner, values);
    }

    /** Reads a value from text. An {@link IllegalArgumentException} says why it cannot. */
    @FunctionalInterface
    public interface Reader<T> {
        /** Reads a parameter's text. */
        T read(String text) throws MessagingException;
    }

    /** The text of a parameter. */
    public Optional<String> optional(String name) {
        known.add(name);
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** The text of a parameter, or a default. */
    public String optional(String name, String otherwise) {
        return optional(name).orElse(otherwise);
    }

    /** The text of a required parameter. */
    public String required(String name) throws MessagingException {
        return optional(name)
                .orElseThrow(() -> new MessagingException(owner + ": parameter \"" + name + "\" is missing"));
    }

    /** A parameter of a special type. */
    public <T> Optional<T> optional(String name, Reader<T> reader) throws MessagingException {
        Optional<String> text = optional(name);
        return text.isEmpty() ? Optional.empty() : Optional.of(read(name, text.get(), reader));
    }

    /** A required parameter of a special type. */
    public <T> T required(String name, Reader<T> reader) throws MessagingException {
        return read(name, required(name), reader);
    }

    private <T> T read(String name, String text, Reader<T> reader) throws MessagingException {
        try {
            return reader.read(text);
        } catch (AddressException | IllegalArgumentException e) {
            throw wrong(name, text, e.getMessage());
        }
    }

    /** An address, {@code local-part@domain}. */
    public Optional<MailAddress> address(String name) throws MessagingException {
        return optional(name, MailAddress::new);
    }

    /** A duration as James writes it, such as {@code 5 seconds} or {@code 2 hours}; never negative. */
    public Duration duration(String name, Duration otherwise) throws MessagingException {
        return optional(name, text -> {
                    Duration duration = DurationParser.parse(text);
                    if (duration.isNegative()) {
                        throw new IllegalArgumentException("a duration is not negative");
                    }
                    return duration;
                })
                .orElse(otherwise);
    }

    /** A whole number, at least {@code least}. */
    public int number(String name, int otherwise, int least) throws MessagingException {
        return optional(name, text -> {
                    int number = Integer.parseInt(text);
                    if (number < least) {
                        throw new IllegalArgumentException("less than " + least);
                    }
                    return number;
                })
                .orElse(otherwise);
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String name, boolean otherwise) throws MessagingException {
        return optional(name, text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException("neither true nor false");
                })
                .orElse(otherwise);
    }

    /** A constant of an enum, written in lower case with hyphens: {@code reply-to} for {@code REPLY_TO}. */
    public <E extends Enum<E>> E choice(String name, E otherwise) throws MessagingException {
        E[] all = otherwise.getDeclaringClass().getEnumConstants();
        return optional(name, text -> Arrays.stream(all)
                        .filter(one -> word(one).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("not one of "
                                + Arrays.stream(all).map(Parameters::word).collect(Collectors.joining(", ")))))
                .orElse(otherwise);
    }

    /** The word that {@link #choice} reads as this constant. */
    public static String word(Enum<?> constant) {
        return Worded.of(constant);
    }

    /** Words separated by commas or white space; none if the parameter is absent. */
    public List<String> words(String name) {
        return optional(name).map(WORDS::splitToList).orElse(ImmutableList.of());
    }

    /** {@linkplain #words Words} of a special type. */
    public <T> List<T> each(String name, Reader<T> reader) throws MessagingException {
        ImmutableList.Builder<T> all = ImmutableList.builder();
        for (String word : words(name)) {
            all.add(read(name, word, reader));
        }
        return all.build();
    }

    /**
     * Takes a parameter by the name that it had before, too, with a warning. Call it before the parameter is read.
     *
     * @throws MessagingException if both names are there
     */
    public Parameters renamed(String before, String now) throws MessagingException {
        return renamed(before, now, UnaryOperator.identity());
    }

    /** As {@link #renamed(String, String)}, where the words of the value are others as well. */
    public Parameters renamed(String before, String now, UnaryOperator<String> value) throws MessagingException {
        String text = values.remove(before);
        if (text != null) {
            if (values.containsKey(now)) {
                throw wrong(before, text, "the former name of \"" + now + "\", which is there too");
            }
            values.put(now, value.apply(text));
            LOGGER.warn(
                    "{}: parameter \"{}\" is called \"{}\" now; the former name will not be taken for ever",
                    owner,
                    before,
                    now);
        }
        return this;
    }

    /** Takes the word that a value had before, too, with a warning. Call it before the parameter is read. */
    public void renamedValue(String name, String before, String now) {
        if (before.equals(values.get(name))) {
            values.put(name, now);
            LOGGER.warn(
                    "{}: parameter \"{}\": \"{}\" is written \"{}\" now; the former word will not be taken for ever",
                    owner,
                    name,
                    before,
                    now);
        }
    }

    /** The name of a processor, or what stands for it. */
    public String processor(String name, String otherwise) {
        String processor = optional(name, otherwise);
        processors.put(name, processor);
        return processor;
    }

    /** The name of a processor that must be given. */
    public String processor(String name) throws MessagingException {
        return processor(name, required(name));
    }

    /** The processors that were asked for so far, by the parameter's name. */
    public Map<String, String> processors() {
        return Collections.unmodifiableMap(processors);
    }

    /** What to throw for a parameter that cannot be used. Never call it with a secret. */
    public MessagingException wrong(String name, String value, String why) {
        return new MessagingException(owner + ": parameter \"" + name + "\": \"" + value + "\": " + why);
    }

    /** The names that have been read so far. */
    public Set<String> known() {
        return new TreeSet<>(known);
    }

    /**
     * Refuses parameters that nobody has read, and variables that James could not replace because the environment does
     * not have them. Call it when all parameters have been read.
     *
     * @throws MessagingException with the unknown parameter and the known ones, or with the parameter that contains the
     *     variable
     */
    public void requireNoOther() throws MessagingException {
        for (Map.Entry<String, String> parameter : values.entrySet()) {
            if (!known.contains(parameter.getKey())) {
                throw wrong(parameter.getKey(), shown(parameter), "unknown; the known parameters are " + known());
            }
            if (parameter.getValue().contains("${env:")) {
                throw wrong(parameter.getKey(), parameter.getValue(), "the environment has no such variable");
            }
        }
    }

    /** Does not show a password, not even under a misspelt name. */
    private static String shown(Map.Entry<String, String> parameter) {
        return parameter.getKey().toLowerCase(Locale.ROOT).contains("pass") ? "(not shown)" : parameter.getValue();
    }
}
