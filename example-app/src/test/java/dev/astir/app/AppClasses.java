package dev.astir.app;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The app's own classes, as ArchUnit reads them once for all tests of a process. */
public final class AppClasses {

    /** Without tests. */
    public static final JavaClasses ALL =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.astir.app");

    private AppClasses() {}
}
