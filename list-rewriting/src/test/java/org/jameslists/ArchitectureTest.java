package org.jameslists;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The floors of the core, and what it does not know. */
@AnalyzeClasses(
        packages = "org.jameslists",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.WithoutTestJars.class})
class ArchitectureTest {
    /** Fixtures that other modules take from a jar are tests as well. */
    static final class WithoutTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String[] SECOND_FLOOR = {"..dkim..", "..arc..", "..dmarc.."};

    @ArchTest
    static final ArchRule ARROWS_GO_ONLY_DOWNWARDS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("ground")
            .definedBy("org.jameslists.mail..", "..results..", "..dns..")
            .layer("first floor")
            .definedBy("..signature..", "..spf..")
            .layer("second floor")
            .definedBy(SECOND_FLOOR)
            .layer("top")
            .definedBy("..authentication..")
            .layer("list")
            .definedBy("org.jameslists.list..")
            .whereLayer("first floor")
            .mayOnlyBeAccessedByLayers("second floor", "top", "list")
            .whereLayer("second floor")
            .mayOnlyBeAccessedByLayers("top", "list")
            .whereLayer("top")
            .mayOnlyBeAccessedByLayers("list")
            .whereLayer("list")
            .mayNotBeAccessedByAnyLayer()
            .ensureAllClassesAreContainedInArchitectureIgnoring("org.jameslists.testing..");

    @ArchTest
    static final ArchRule NO_PACKAGES_KNOW_EACH_OTHER =
            slices().matching("org.jameslists.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule DKIM_KNOWS_NO_OTHER_PROTOCOL = knowsNot("..dkim..", "..arc..", "..dmarc..");

    @ArchTest
    static final ArchRule DMARC_KNOWS_NO_OTHER_PROTOCOL = knowsNot("..dmarc..", "..arc..", "..dkim..");

    /** ARC is moving to Historic: to take it out must be one deletion. */
    @ArchTest
    static final ArchRule ONLY_THE_AUTHENTICATOR_KNOWS_ARC = noClasses()
            .that()
            .resideOutsideOfPackages("..arc..", "..authentication..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..arc..");

    @ArchTest
    static final ArchRule ARC_KNOWS_NO_OTHER_PROTOCOL = knowsNot("..arc..", "..dkim..", "..dmarc..");

    /** jSPF and mime4j are libraries of the James project, not James. */
    @ArchTest
    static final ArchRule THE_CORE_KNOWS_NEITHER_JAMES_NOR_JAVAMAIL = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "org.apache.mailet..", "javax.mail..", "jakarta.mail..", "com.sun.mail..")
                    .or(resideInAPackage("org.apache.james..")
                            .and(not(resideInAnyPackage("org.apache.james.jspf..", "org.apache.james.mime4j..")))));

    private static ArchRule knowsNot(String packages, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others);
    }
}
