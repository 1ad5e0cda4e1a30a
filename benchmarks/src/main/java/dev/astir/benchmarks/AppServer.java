package dev.astir.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The packaged app as a process of its own, on a PostgreSQL that others may write to as well.
 * Thread-safe.
 */
public final class AppServer implements AutoCloseable {
    private static final Path PACKAGE =
            Path.of(Settings.text("app.package", "example-app/target")).toAbsolutePath();
    private static final String READY = "Astir is ready: ";
    private static final int END_SECONDS = 60;

    private final Path home;
    private final Process process;
    private final URI uri;

    /** With Java's own settings. */
    public AppServer(PostgresServer database) throws IOException {
        this(database, "", ProcessBuilder.Redirect.INHERIT, List.of());
    }

    /**
     * With settings of its Java, as in {@code JAVA_OPTS}.
     *
     * @param errors where its log goes
     * @param starter a command that becomes the start script, which is its last argument
     */
    public AppServer(
            PostgresServer database,
            String javaOptions,
            ProcessBuilder.Redirect errors,
            List<String> starter)
            throws IOException {
        Path script = PACKAGE.resolve("astir");
        if (!Files.exists(script)) {
            throw new IllegalStateException(script + " is missing: `make build` makes it");
        }
        home = Files.createTempDirectory("astir-benchmark-home");
        List<String> command =
                Stream.concat(starter.stream(), Stream.of(script.toString())).toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("ASTIR_"));
        environment.putAll(
                Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "JAVA_OPTS",
                        javaOptions,
                        "ASTIR_HOME",
                        home.toString(),
                        "ASTIR_PORT",
                        "0",
                        "ASTIR_DATABASE_URL",
                        database.url(),
                        "ASTIR_DATABASE_USER",
                        "postgres",
                        "ASTIR_DATABASE_PASSWORD",
                        "postgres",
                        "ASTIR_SECRET",
                        "a secret of the benchmark, at least 32 bytes"));
        process = builder.start();
        try {
            uri = awaitReady(process.inputReader());
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private static URI awaitReady(BufferedReader output) throws IOException {
        String line = output.readLine();
        while (line != null && !line.startsWith(READY)) {
            System.err.println(line); // of its Java machine, by options of ours
            line = output.readLine();
        }
        if (line == null) {
            throw new IOException("The app ended before it was ready");
        }
        return URI.create(line.substring(READY.length()));
    }

    /** Where it answers. */
    public URI uri() {
        return uri;
    }

    /** Its process, which is the Java machine: the start script becomes it. */
    public long pid() {
        return process.pid();
    }

    /** Ends it at once, as one does with a server that answers nobody. */
    public void kill() {
        Process unused = process.destroyForcibly();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("The app is still there " + END_SECONDS + " s after SIGTERM");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
