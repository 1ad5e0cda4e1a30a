package dev.astir.tracker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses classes =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.astir.tracker");

    @Test
    void theRootPackageKnowsNoTechnology() {
        classes()
                .that()
                .resideInAPackage("dev.astir.tracker")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.astir.tracker", "java..", "org.slf4j..", "org.jspecify..")
                .check(classes);
    }

    @Test
    void onlyThePostgresPackageAndTheSyncToItSpeakSql() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.astir.tracker.postgres..", "dev.astir.tracker.redis..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..")
                .check(classes);
    }
}
