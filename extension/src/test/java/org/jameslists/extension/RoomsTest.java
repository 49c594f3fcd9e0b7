package org.jameslists.extension;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rooms of {@code docs/architecture.md}: arrows between modules and packages point only downwards. */
@AnalyzeClasses(
        packages = "org.jameslists",
        importOptions = {DoNotIncludeTests.class, RoomsTest.WithoutTestJars.class})
class RoomsTest {
    /** Fixtures that other modules take from a jar are tests as well. */
    static final class WithoutTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final Path PAGE = Path.of("..", "docs", "architecture.md");
    private static final Pattern ARROW = Pattern.compile("^ *([\\w.-]+) --> ([\\w.-]+)$", Pattern.MULTILINE);
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern DEPENDENCY = Pattern.compile(
            "<dependency>\\s*<groupId>org\\.jameslists</groupId>\\s*<artifactId>(?:james-list-authentication-)?([^<]+)"
                    + "</artifactId>(?!\\s*<(?:type|version|scope))");

    /** Packaging, and what drives or measures the whole from outside. */
    private static final Set<String> NOT_DRAWN = Set.of(
            "testing",
            "library-parent",
            "examples",
            "integration-tests",
            "integration-tests-3.9",
            "integration-tests-nodes",
            "cassandra-server",
            "benchmarks",
            "distribution");

    @ArchTest
    static final ArchRule ARROWS_BETWEEN_ROOMS_POINT_DOWNWARDS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("mail-format")
            .definedBy("org.jameslists.mail..")
            .layer("mail-authentication")
            .definedBy(
                    "..dns..",
                    "..results..",
                    "..signature..",
                    "..dkim..",
                    "..arc..",
                    "..spf..",
                    "..dmarc..",
                    "org.jameslists.authentication..")
            .layer("list-rewriting")
            .definedBy("org.jameslists.list..")
            .layer("bridge")
            .definedBy("org.jameslists.james..")
            .layer("matchers")
            .definedBy("org.jameslists.matchers..")
            .layer("mailets")
            .definedBy("org.jameslists.mailets..")
            .layer("hooks")
            .definedBy("org.jameslists.hooks..")
            .layer("conf-samples")
            .definedBy("org.jameslists.samples..")
            .layer("forecast")
            .definedBy("org.jameslists.forecast..")
            .layer("administration")
            .definedBy("org.jameslists.administration..")
            .whereLayer("mail-authentication")
            .mayOnlyBeAccessedByLayers(
                    "list-rewriting", "bridge", "matchers", "mailets", "hooks", "forecast", "administration")
            .whereLayer("list-rewriting")
            .mayOnlyBeAccessedByLayers("bridge", "matchers", "mailets", "hooks", "forecast", "administration")
            .whereLayer("bridge")
            .mayOnlyBeAccessedByLayers("matchers", "mailets", "hooks", "forecast", "administration")
            .whereLayer("matchers")
            .mayOnlyBeAccessedByLayers("forecast")
            .whereLayer("mailets")
            .mayOnlyBeAccessedByLayers("forecast", "administration")
            .whereLayer("conf-samples")
            .mayOnlyBeAccessedByLayers("forecast")
            .whereLayer("forecast")
            .mayOnlyBeAccessedByLayers("administration")
            .whereLayer("administration")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("hooks")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule PACKAGES_OF_THE_BRIDGE_KNOW_EACH_OTHER_ONE_WAY =
            slices().matching("org.jameslists.james.(*)..").should().beFreeOfCycles();

    @Test
    void thePictureHasTheArrowsOfThePoms() throws IOException {
        Set<String> arrows = new TreeSet<>();
        for (String module : all(MODULE, Path.of("..", "pom.xml"))) {
            if (!NOT_DRAWN.contains(module)) {
                for (String on : all(DEPENDENCY, Path.of("..", module, "pom.xml"))) {
                    arrows.add(module + " --> " + on);
                }
            }
        }

        Set<String> drawn = new TreeSet<>();
        String page = Files.readString(PAGE, StandardCharsets.UTF_8);
        Matcher arrow = ARROW.matcher(page.substring(0, page.indexOf("## The path of a post")));
        while (arrow.find()) {
            drawn.add(arrow.group(1) + " --> " + arrow.group(2));
        }
        assertThat(drawn).isEqualTo(arrows);
    }

    private static List<String> all(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file, StandardCharsets.UTF_8))
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
