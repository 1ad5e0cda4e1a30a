package dev.astir.app.endtoend;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;

import dev.astir.app.PackagedApp;
import dev.astir.app.platform.TestPostgres;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the cache of loaded classes with which the packaged app starts fast. The app runs by its
 * own start script, through somebody's {@link FirstMinute}; when it ends, the Java machine writes
 * the cache. The build runs this after packaging. Without a cache the app only starts more slowly,
 * so a failure is one line, and no failure of the build.
 */
final class Training {

    private static final Path FOLDER = PackagedApp.FOLDER;
    private static final Path CACHE = FOLDER.resolve("astir.aot");
    private static final Path LOG = FOLDER.resolve("training.log");
    private static final String READY = "Astir is ready: ";
    private static final Duration START = Duration.ofMinutes(2);
    private static final int END_MINUTES = 5;

    private Training() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            if (!isUpToDate()) {
                Files.deleteIfExists(CACHE);
                train();
                if (!isUpToDate()) {
                    Files.deleteIfExists(CACHE);
                    throw new IOException("Java does not take the one that it made");
                }
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            System.out.printf(
                    "No AOT cache was made, so the app will start more slowly: %s (see %s)%n",
                    e.getMessage(), LOG);
        }
    }

    /** Whether Java takes the cache for these jars, and the script is not newer. */
    private static boolean isUpToDate() throws IOException, InterruptedException {
        Path script = FOLDER.resolve("astir");
        if (!Files.exists(CACHE)
                || Files.getLastModifiedTime(script).compareTo(Files.getLastModifiedTime(CACHE))
                        > 0) {
            return false;
        }
        List<String> command =
                List.of(
                        Programs.java(),
                        "-XX:AOTMode=on",
                        "-XX:AOTCache=" + CACHE,
                        "-cp",
                        FOLDER.resolve("example-app.jar").toString(),
                        "-version");
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private static void train() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("astir-training");
        // In another folder, so that each later start proves that the package can be moved.
        Path folder = FOLDER.resolve("training");
        try {
            // Java cannot start from a moved cache that has classes of the unpacking's sealed jar.
            TestPostgres.programs(home);
            delete(folder);
            linkThePackage(folder);
            run(folder, home);
            Files.move(folder.resolve(CACHE.getFileName()), CACHE, ATOMIC_MOVE);
        } finally {
            delete(folder);
            delete(home);
        }
    }

    private static void linkThePackage(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("lib"));
        for (String name : List.of("astir", "example-app.jar")) {
            Files.createLink(folder.resolve(name), FOLDER.resolve(name));
        }
        try (Stream<Path> jars = Files.list(FOLDER.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                Files.createLink(folder.resolve("lib").resolve(jar.getFileName()), jar);
            }
        }
    }

    private static void run(Path folder, Path home) throws IOException, InterruptedException {
        Path output = home.resolve("stdout.txt");
        ProcessBuilder builder =
                PackagedApp.command(folder, home)
                        // The cache's name is without a folder, whose name may have spaces.
                        .directory(folder.toFile())
                        .redirectError(LOG.toFile())
                        .redirectOutput(output.toFile());
        builder.environment().put("JAVA_OPTS", "-XX:AOTCacheOutput=" + CACHE.getFileName());
        Process app = builder.start();
        try {
            FirstMinute.spendAt(ready(app, output));
            app.destroy(); // SIGTERM: the app ends cleanly, and then the cache is written
            if (!app.waitFor(END_MINUTES, MINUTES)) {
                throw new IOException("the app did not end within " + END_MINUTES + " minutes");
            }
            if (!Files.exists(folder.resolve(CACHE.getFileName()))) {
                throw new IOException("Java wrote none");
            }
        } finally {
            end(app, home);
        }
    }

    private static URI ready(Process app, Path output) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(START);
        while (Instant.now().isBefore(deadline)) {
            String printed = Files.readString(output);
            if (printed.startsWith(READY) && printed.endsWith("\n")) {
                return URI.create(printed.substring(READY.length()).strip());
            }
            if (app.waitFor(50, MILLISECONDS)) {
                throw new IOException("the app ended with " + app.exitValue());
            }
        }
        throw new IOException("the app was not ready within " + START.toMinutes() + " minutes");
    }

    /** Also of an app that does not behave, with the database that it leaves behind. */
    private static void end(Process app, Path home) throws InterruptedException {
        app.destroy();
        if (!app.waitFor(1, MINUTES)) {
            app.destroyForcibly().waitFor();
        }
        ProcessHandle.allProcesses()
                .filter(other -> other.info().commandLine().orElse("").contains(home.toString()))
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
