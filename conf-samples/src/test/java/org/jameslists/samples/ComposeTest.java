package org.jameslists.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Each {@code compose.yaml}, with the steps of {@code docs/operating/containers.md}, as far as images are not needed. */
class ComposeTest {
    private static final Path COMPOSE = Path.of("..", "compose");

    /** Those of the Compose specification that are used here. */
    private static final Set<String> SERVICE_KEYS = Set.of(
            "depends_on",
            "environment",
            "healthcheck",
            "hostname",
            "image",
            "network_mode",
            "ports",
            "profiles",
            "restart",
            "volumes");

    private static final Set<String> HEALTH_KEYS = Set.of("interval", "retries", "test", "timeout");
    private static final Set<String> IMAGES =
            Set.of("apache/james", "cassandra", "curlimages/curl", "postgres", "rabbitmq");
    private static final Pattern BIND = Pattern.compile("\\s<bind>0\\.0\\.0\\.0:(\\d+)</bind>");
    private static final Pattern ENVIRONMENT = Pattern.compile("(?m)^[^#\\n]*\\$\\{env:(\\w+)}");
    private static final Pattern HOST = Pattern.compile(
            "(?m)^(?:cassandra\\.nodes=|database\\.host=|uri=amqp://(?:[^@\\n]*@)?|management\\.uri=http://)([^:/\\n]+)");

    @TempDir
    Path project;

    /** Lays out what the page says, but for keys. */
    private Map<String, Object> layOut(String server) throws Exception {
        Installation.plan(new SampleChoice(server, "munge-resign-seal", "lists.example.org"), project.resolve("conf"))
                .write();
        Files.createDirectories(project.resolve("extensions-jars"));
        Path files = COMPOSE.resolve(server);
        try (Stream<Path> all = Files.walk(files)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path target = project.resolve(files.relativize(file).toString());
                Files.write(target, Files.readAllBytes(file));
            }
        }
        return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(read("compose.yaml")));
    }

    private String read(String file) throws IOException {
        return Files.readString(project.resolve(file), StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    private static Map<String, Object> services(Map<String, Object> compose) {
        return map(compose.get("services"));
    }

    private static List<String> strings(Object service, String key) {
        Object value = map(service).get(key);
        return value == null
                ? List.of()
                : ((List<?>) value).stream().map(String.class::cast).toList();
    }

    private static boolean isJames(Object service) {
        return map(service).get("image").toString().startsWith("apache/james:");
    }

    private static Set<String> found(Pattern pattern, String text) {
        return new TreeSet<>(pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "postgres", "distributed"})
    void theFileIsOfTheSpecification(String server) throws Exception {
        Map<String, Object> compose = layOut(server);
        Map<String, Object> services = services(compose);

        assertThat(compose.keySet()).filteredOn(key -> !key.startsWith("x-")).containsOnly("services", "volumes");
        assertThat(services.values()).anyMatch(ComposeTest::isJames).allSatisfy(service -> {
            assertThat(map(service).keySet()).isSubsetOf(SERVICE_KEYS);
            assertThat(map(map(service).get("healthcheck")).keySet()).isSubsetOf(HEALTH_KEYS);
            String image = map(service).get("image").toString();
            assertThat(image.substring(0, image.indexOf(':'))).isIn(IMAGES);
            assertThat(image).doesNotEndWith("latest").matches(".*:.*\\d.*");
            map(map(service).get("depends_on")).forEach((on, condition) -> {
                assertThat(services).containsKey(on);
                String wanted = map(condition).get("condition").toString();
                assertThat(wanted).isIn("service_started", "service_healthy");
                assertThat(map(services.get(on)).containsKey("healthcheck"))
                        .isEqualTo(wanted.equals("service_healthy"));
            });
        });
        assertThat(services.get("admin")).extracting("network_mode").isEqualTo("service:james");
        Set<String> used = new TreeSet<>();
        services.values().forEach(service -> strings(service, "volumes").stream()
                .filter(volume -> !volume.startsWith("."))
                .forEach(volume -> used.add(volume.substring(0, volume.indexOf(':')))));
        assertThat(map(compose.get("volumes")).keySet()).isEqualTo(used);
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "postgres", "distributed"})
    void everyMountedFileIsThere(String server) throws Exception {
        for (Object service : services(layOut(server)).values()) {
            for (String volume : strings(service, "volumes")) {
                String[] parts = volume.split(":");
                assertThat(parts).as(volume).hasSizeBetween(2, 3);
                assertThat(parts[1]).as(volume).startsWith("/");
                if (parts[0].startsWith(".")) {
                    assertThat(project.resolve(parts[0])).exists();
                }
            }
            if (isJames(service)) {
                assertThat(strings(service, "volumes"))
                        .contains("./conf:/root/conf", "./extensions-jars:/root/extensions-jars:ro");
            }
        }
        assertThat(project.resolve("conf")).isDirectoryContaining("glob:**/mailetcontainer.xml");
        assertThat(project.resolve("conf")).isDirectoryContaining("glob:**/list-authentication.properties");
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "postgres", "distributed"})
    void portsAreThoseOfJames(String server) throws Exception {
        Map<String, Object> services = services(layOut(server));
        Set<String> bound = found(BIND, read("conf/smtpserver.xml"));

        Set<String> published = new TreeSet<>();
        for (Object service : services.values()) {
            List<String> ports = strings(service, "ports");
            assertThat(ports.isEmpty()).isEqualTo(!isJames(service));
            for (String port : ports) {
                assertThat(port).matches("\\d+:\\d+");
                assertThat(published.add(port.substring(0, port.indexOf(':'))))
                        .as(port)
                        .isTrue();
                assertThat(port.substring(port.indexOf(':') + 1)).isIn(bound);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "postgres", "distributed"})
    void hostsAndVariablesOfTheConfigurationAreThose(String server) throws Exception {
        Map<String, Object> services = services(layOut(server));
        StringBuilder properties = new StringBuilder();
        try (Stream<Path> files = Files.list(project.resolve("conf"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".properties"))
                    .toList()) {
                properties
                        .append(Files.readString(file, StandardCharsets.UTF_8))
                        .append('\n');
            }
        }

        assertThat(found(HOST, properties.toString())).isSubsetOf(services.keySet());
        for (Object service : services.values()) {
            if (isJames(service)) {
                assertThat(map(map(service).get("environment")).keySet())
                        .isEqualTo(found(ENVIRONMENT, properties.toString()));
            }
        }
    }
}
