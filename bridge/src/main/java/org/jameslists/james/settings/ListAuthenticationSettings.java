package org.jameslists.james.settings;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.mail.MessagingException;

import org.apache.james.filesystem.api.FileSystem;
import org.jameslists.authentication.AddressRange;
import org.jameslists.authentication.TrustedRelays;
import org.jameslists.authentication.TrustedSealers;
import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsSettings;
import org.jameslists.dns.DnsjavaDns;
import org.jameslists.mail.TextTemplate;
import org.jameslists.results.AuthservId;
import org.jameslists.signature.PemKeys;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import com.google.inject.Inject;
import com.google.inject.Singleton;

/**
 * The settings that all matchers and mailets share: the file {@value #FILE} in James' {@code conf} folder, read once at
 * start-up. {@code docs/settings.md} lists its keys.
 */
@Singleton
public final class ListAuthenticationSettings {
    /** The file's name. */
    public static final String FILE = "list-authentication.properties";

    private static final Pattern ENVIRONMENT = Pattern.compile("\\$\\{env:([^}]*)}");

    private static final TextTemplate DEFAULT_KEYS =
            fileTemplate(FileSystem.FILE_PROTOCOL_AND_CONF + "keys/{domain}.{selector}.pem", "domain", "selector");
    private static final TextTemplate DEFAULT_SECRETS =
            fileTemplate(FileSystem.FILE_PROTOCOL_AND_CONF + "keys/{domain}.secret", "domain");

    private static final List<String> DEFAULT_HELD =
            List.of("var/mail/list-held", "var/mail/list-forged", "var/mail/list-refused");
    private static final Duration DEFAULT_HELD_LONGEST = Duration.ofDays(7);
    private static final Duration DEFAULT_KEY_WAIT = Duration.ofHours(1);
    private static final Duration DEFAULT_KEY_KEEP = Duration.ofDays(7);
    private static final int NTP_PORT = 123;

    private final AuthservId authservId;
    private final Dns dns;
    private final TextTemplate keys;
    private final Optional<String> keyPassword;
    private final KeyCheck.Mode keyCheck;
    private final PemKeys pemKeys;
    private final Duration keyWait;
    private final Duration keyKeep;
    private final TextTemplate secrets;
    private final TrustedRelays trustedRelays;
    private final TrustedSealers trustedSealers;
    private final List<DomainPattern> userAuthors;
    private final List<DomainPattern> networkAuthors;
    private final List<AddressPattern> lists;
    private final List<String> heldRepositories;
    private final Duration heldLongest;
    private final DigestSettings heldDigest;
    private final Optional<HostAndPort> clock;
    private final List<InetAddress> serverAddresses;
    private final StoreSettings store;
    private final MemberSettings members;

    /**
     * Reads the file.
     *
     * @throws MessagingException if the file does not exist, or a key is missing, unknown or has a wrong value
     */
    @Inject
    public ListAuthenticationSettings(FileSystem fileSystem) throws MessagingException {
        Parameters parameters = Parameters.of(FILE, load(fileSystem));
        authservId = parameters.required("authserv-id", AuthservId::new);
        dns = dns(parameters);
        keys = parameters
                .optional("keys", text -> fileTemplate(text, "domain", "selector"))
                .orElse(DEFAULT_KEYS);
        secrets = parameters
                .optional("secrets", text -> fileTemplate(text, "domain"))
                .orElse(DEFAULT_SECRETS);
        keyPassword = parameters.optional("keys.password");
        keyCheck = parameters.choice("keys.check", KeyCheck.Mode.WARN);
        pemKeys = new PemKeys(parameters.number(
                "keys.shortest-rsa", PemKeys.RECOMMENDED.minimumRsaBits(), PemKeys.SHORTEST_RSA_BITS));
        keyWait = parameters.duration("keys.wait", DEFAULT_KEY_WAIT);
        keyKeep = parameters.duration("keys.keep", DEFAULT_KEY_KEEP);
        trustedRelays = trustedRelays(parameters);
        List<DomainPattern> sealers = parameters.each("trusted-sealers", DomainPattern::parse);
        trustedSealers = new TrustedSealers(domain -> sealers.stream().anyMatch(sealer -> sealer.matches(domain)));
        userAuthors = parameters.each("users.author-domains", DomainPattern::parse);
        networkAuthors = parameters.each("networks.author-domains", DomainPattern::parse);
        lists = parameters.each("lists", AddressPattern::parse);
        List<String> held = parameters.words("held.repositories");
        heldRepositories = held.isEmpty() ? DEFAULT_HELD : held;
        heldLongest = parameters.duration("held.longest", DEFAULT_HELD_LONGEST);
        heldDigest = DigestSettings.read(parameters);
        clock = parameters.optional(
                "health.clock", text -> HostAndPort.fromString(text).withDefaultPort(NTP_PORT));
        serverAddresses = parameters.each("health.addresses", InetAddresses::forString);
        store = StoreSettings.read(parameters);
        members = MemberSettings.read(parameters);
        parameters.requireNoOther();
    }

    private static Properties load(FileSystem fileSystem) throws MessagingException {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(
                fileSystem.getResource(FileSystem.FILE_PROTOCOL_AND_CONF + FILE), StandardCharsets.UTF_8)) {
            properties.load(reader);
            for (String key : properties.stringPropertyNames()) {
                properties.setProperty(key, withEnvironment(key, properties.getProperty(key)));
            }
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw new MessagingException(FILE + ": cannot be read from James' conf folder: " + e.getMessage(), e);
        }
    }

    /** Replaces {@code ${env:NAME}}, as in James' own files. */
    private static String withEnvironment(String key, String value) throws MessagingException {
        Matcher variables = ENVIRONMENT.matcher(value);
        StringBuilder filled = new StringBuilder();
        while (variables.find()) {
            String name = variables.group(1);
            String found = System.getenv(name);
            if (found == null) {
                throw new MessagingException(
                        FILE + ": parameter \"" + key + "\": the environment has no variable " + name);
            }
            variables.appendReplacement(filled, Matcher.quoteReplacement(found));
        }
        return variables.appendTail(filled).toString();
    }

    private static Dns dns(Parameters parameters) throws MessagingException {
        Duration timeout = parameters.duration("dns.timeout", DnsSettings.DEFAULT.timeout());
        int retries = parameters.number("dns.retries", DnsSettings.DEFAULT.retries(), 0);
        Optional<Dns> own = parameters.optional(
                "dns.servers",
                servers ->
                        DnsjavaDns.of(servers, new DnsSettings(timeout, retries, DnsSettings.DEFAULT.cachedNames())));
        return own.orElseGet(DnsjavaDns::shared);
    }

    private TrustedRelays trustedRelays(Parameters parameters) throws MessagingException {
        List<AddressRange> addresses = parameters.each("trusted-relays", AddressRange::parse);
        if (addresses.isEmpty()
                && parameters.optional("trusted-relays.authserv-id").isEmpty()) {
            return TrustedRelays.NONE;
        }
        parameters.required("trusted-relays");
        parameters.required("trusted-relays.authserv-id");
        List<AuthservId> ids = parameters.each("trusted-relays.authserv-id", this::relayId);
        return new TrustedRelays(addresses, ids);
    }

    /** Fields that claim this server's own name are forged, whichever client hands them in. */
    private AuthservId relayId(String text) {
        AuthservId id = new AuthservId(text);
        if (id.matches(authservId.text())) {
            throw new IllegalArgumentException("is this server's own authserv-id; a relay needs a different one");
        }
        return id;
    }

    private static TextTemplate fileTemplate(String text, String... placeholders) {
        TextTemplate template = TextTemplate.parse(text, Arrays.asList(placeholders));
        if (!text.startsWith(FileSystem.FILE_PROTOCOL)
                || !Arrays.stream(placeholders).allMatch(template::has)) {
            throw new IllegalArgumentException(
                    "not file://… with {" + String.join("} and {", placeholders) + "} in it");
        }
        return template;
    }

    /** The name of this server in Authentication-Results: {@code authserv-id}. */
    public AuthservId authservId() {
        return authservId;
    }

    /** The DNS servers that {@code dns.servers} names, or else those that James asks. */
    Dns dns() {
        return dns;
    }

    /** Where the keys are, a URL of James' file system with {@code {domain}} and {@code {selector}} in it. */
    TextTemplate keys() {
        return keys;
    }

    /** The password of encrypted keys. */
    Optional<String> keyPassword() {
        return keyPassword;
    }

    /** What happens if the DNS does not publish a key. */
    KeyCheck.Mode keyCheck() {
        return keyCheck;
    }

    /** Reads keys, refusing those shorter than {@code keys.shortest-rsa}. */
    PemKeys pemKeys() {
        return pemKeys;
    }

    /** How long a key's record must have been published before the key of a rotation signs: {@code keys.wait}. */
    public Duration keyWait() {
        return keyWait;
    }

    /** How long the record of a key must stay after a newer key began to sign: {@code keys.keep}. */
    public Duration keyKeep() {
        return keyKeep;
    }

    /** Where the secrets are, a URL of James' file system with {@code {domain}} in it. */
    TextTemplate secrets() {
        return secrets;
    }

    /** The hosts in front of this server: {@code trusted-relays}. */
    public TrustedRelays trustedRelays() {
        return trustedRelays;
    }

    /** The author domains that every user who logged in may use: {@code users.author-domains}. */
    public List<DomainPattern> userAuthors() {
        return userAuthors;
    }

    /** The author domains that James' authorized networks may use: {@code networks.author-domains}. */
    public List<DomainPattern> networkAuthors() {
        return networkAuthors;
    }

    /** The ARC sealers that this server trusts: {@code trusted-sealers}. */
    public TrustedSealers trustedSealers() {
        return trustedSealers;
    }

    /** The addresses that are lists, if they are groups; empty if only mailets name them. */
    public List<AddressPattern> lists() {
        return lists;
    }

    /** The paths of James' mail repositories in which posts are held: {@code held.repositories}. */
    public List<String> heldRepositories() {
        return heldRepositories;
    }

    /** How long a post may be held before a health check reports it: {@code held.longest}. */
    public Duration heldLongest() {
        return heldLongest;
    }

    /** How owners are told of held posts: {@code held.digest} and what belongs to it. */
    public DigestSettings heldDigest() {
        return heldDigest;
    }

    /** The NTP server with which to compare this server's clock: {@code health.clock}. */
    public Optional<HostAndPort> clock() {
        return clock;
    }

    /** The addresses from which this server connects to others: {@code health.addresses}. */
    public List<InetAddress> serverAddresses() {
        return serverAddresses;
    }

    /** Where numbers, decisions and small values about lists are kept: {@code store}. */
    public StoreSettings store() {
        return store;
    }

    /** How members leave and join: the keys that begin with {@code members}. */
    public MemberSettings members() {
        return members;
    }
}
