package dev.astir.benchmarks.hostile;

import dev.astir.benchmarks.AppServer;
import dev.astir.benchmarks.PostgresServer;
import dev.astir.benchmarks.RunningJava;
import dev.astir.benchmarks.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The app with little memory, what it holds, and its log. Not safe for use by several threads. */
final class RunningApp implements AutoCloseable {
    static final String HEAP = Settings.text("hostile.heap", "256m");

    /** All of the heap is resident from the start, so that what grows later is outside of it. */
    private static final String OPTIONS =
            "-Xms%1$s -Xmx%1$s -XX:+AlwaysPreTouch %2$s"
                    .formatted(HEAP, RunningJava.COUNTING_OPTION);

    private static final String OUT_OF_MEMORY = "OutOfMemoryError";
    private static final int LAST_LINES = 15;

    private final int files;
    private final Path log;
    private final AppServer server;
    private final AppMemory memory;

    /**
     * Starts it.
     *
     * @param files that it may open; 0 for as many as the system lets it
     */
    RunningApp(PostgresServer database, int files) throws IOException {
        this.files = files;
        log = Files.createTempFile("astir-hostile", ".log");
        server =
                new AppServer(
                        database,
                        OPTIONS,
                        ProcessBuilder.Redirect.to(log.toFile()),
                        files == 0
                                ? List.of()
                                : List.of("sh", "-c", "ulimit -n " + files + "; exec \"$0\""));
        try {
            memory = new AppMemory(server.pid());
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    int files() {
        return files;
    }

    URI uri() {
        return server.uri();
    }

    AppMemory memory() {
        return memory;
    }

    /** Whether an allocation failed since the start; then nothing is certain any more. */
    boolean ranOutOfMemory() throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.anyMatch(line -> line.contains(OUT_OF_MEMORY));
        }
    }

    /** Ends one that answers nobody, and shows the end of its log. */
    void giveUp() throws IOException {
        List<String> lines = Files.readAllLines(log);
        lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())
                .forEach(System.err::println);
        server.kill();
    }

    @Override
    public void close() throws IOException {
        try {
            memory.close();
        } catch (IOException e) {
            System.err.println("The app's management ended before: " + e.getMessage());
        }
        server.close();
        Files.delete(log);
    }
}
