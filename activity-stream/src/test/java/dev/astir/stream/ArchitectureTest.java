package dev.astir.stream;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses LIBRARY =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.astir.stream");

    @Test
    void onlyAdaptersKnowTechnologies() {
        classes()
                .that()
                .resideInAnyPackage(
                        "dev.astir.stream", "dev.astir.stream.bus", "dev.astir.stream.rest")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "javax.sql", "org.slf4j", "org.jspecify..", "dev.astir.stream..")
                .check(LIBRARY);
        classes()
                .that()
                .resideInAPackage("dev.astir.stream.feed")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.slf4j",
                        "org.jspecify..",
                        "com.fasterxml.jackson.core..",
                        "dev.astir.stream..")
                .check(LIBRARY);
        classes()
                .that()
                .resideInAPackage("dev.astir.stream.postgres")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.sql",
                        "org.jspecify..",
                        "com.fasterxml.jackson.core..",
                        "org.flywaydb..",
                        "org.postgresql..",
                        "dev.astir.stream..")
                .check(LIBRARY);
    }

    @Test
    void digestsKnowTheRootAlone() {
        classes()
                .that()
                .resideInAPackage("dev.astir.stream.digest")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "org.jspecify..", "dev.astir.stream", "dev.astir.stream.digest")
                .check(LIBRARY);
    }

    @Test
    void eachBusKnowsItsOwnTechnology() {
        classes()
                .that()
                .resideInAPackage("dev.astir.stream.bus.postgres")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.sql",
                        "org.slf4j",
                        "org.jspecify..",
                        "org.postgresql..",
                        "dev.astir.stream..")
                .check(LIBRARY);
        classes()
                .that()
                .resideInAPackage("dev.astir.stream.bus.redis")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.slf4j",
                        "org.jspecify..",
                        "io.lettuce.core..",
                        "dev.astir.stream..")
                .check(LIBRARY);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.astir.stream.bus..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.astir.stream.bus.postgres", "dev.astir.stream.bus.redis")
                .check(LIBRARY);
    }

    @Test
    void nothingBehindTheAdaptersKnowsThem() {
        for (String adapter :
                new String[] {"dev.astir.stream.micronaut..", "dev.astir.stream.jakarta.."}) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(adapter)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(adapter)
                    .check(LIBRARY);
        }
    }

    @Test
    void servletEndpointsKnowNoOneContainer() {
        classes()
                .that()
                .resideInAPackage("dev.astir.stream.jakarta")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.slf4j",
                        "org.jspecify..",
                        "jakarta.servlet..",
                        "jakarta.websocket..",
                        "dev.astir.stream..")
                .check(LIBRARY);
    }
}
