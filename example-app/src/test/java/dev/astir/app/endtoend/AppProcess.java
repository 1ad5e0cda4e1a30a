package dev.astir.app.endtoend;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.astir.app.PackagedApp;
import dev.astir.testing.net.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The packaged app as a process of its own, with its data in a folder that outlives it. */
final class AppProcess implements AutoCloseable {

    private static final String READY = "Astir is ready: ";

    private final Path home;
    private final Path log;
    private final Map<String, String> variables;
    private final int port = Ports.free();
    private Process process;
    private URI url;

    private AppProcess(Path home, Map<String, String> variables) throws IOException {
        this.home = home;
        this.variables = variables;
        this.log =
                Files.createDirectories(Path.of("target", "end-to-end"))
                        .resolve(home.getFileName() + ".log");
        Files.deleteIfExists(log);
    }

    static AppProcess start(Path home) throws Exception {
        return start(home, Map.of());
    }

    /** With further {@code ASTIR_*} variables. */
    static AppProcess start(Path home, Map<String, String> variables) throws Exception {
        var app = new AppProcess(home, variables);
        app.launch();
        return app;
    }

    URI url() {
        return url;
    }

    /** All that it printed, by all of its processes so far. */
    List<String> printed() throws IOException {
        return Files.readAllLines(log);
    }

    /** What {@code kill -9} does: no shutdown hook runs, nothing is flushed. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Starts the app again on the same data and the same port, and says how long that took. */
    Duration restart() throws Exception {
        Instant before = Instant.now();
        launch();
        return Duration.between(before, Instant.now());
    }

    private void launch() throws Exception {
        var builder = PackagedApp.command(home).redirectErrorStream(true);
        builder.environment().put("ASTIR_PORT", Integer.toString(port));
        builder.environment().putAll(variables);
        long from = Files.exists(log) ? Files.size(log) : 0;
        process = builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        url = URI.create(awaitReady(from));
    }

    private String awaitReady(long from) throws Exception {
        Instant deadline = Instant.now().plusSeconds(120);
        while (Instant.now().isBefore(deadline)) {
            String printed = new String(Files.readAllBytes(log)).substring((int) from);
            var ready = printed.lines().filter(line -> line.startsWith(READY)).findFirst();
            if (ready.isPresent() && printed.indexOf('\n', printed.indexOf(READY)) > 0) {
                return ready.get().substring(READY.length()).strip();
            }
            if (process.waitFor(50, MILLISECONDS)) {
                throw new AssertionError(
                        "the app ended with " + process.exitValue() + ":\n" + printed);
            }
        }
        throw new AssertionError(
                "the app was not ready within two minutes: see " + log.toAbsolutePath());
    }

    /** Ends the app as a service manager does, and with it the database that it embeds. */
    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(60, SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        // Left over only if the app was killed last: its database outlives it on purpose.
        ProcessHandle.allProcesses()
                .filter(other -> other.info().commandLine().orElse("").contains(home.toString()))
                .forEach(ProcessHandle::destroyForcibly);
    }
}
