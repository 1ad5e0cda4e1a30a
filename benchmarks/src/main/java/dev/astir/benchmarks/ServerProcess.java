package dev.astir.benchmarks;

import dev.astir.benchmarks.TrackedServer.Tracking;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * A {@link TrackedServer} in a Java process of its own, with a heap of fixed size. Closing ends it;
 * it also ends when this process does.
 */
final class ServerProcess implements AutoCloseable {
    private static final String HEAP = "512m";
    private static final int END_SECONDS = 60;

    private final Process process;
    private final List<Integer> ports;

    /** One Tomcat for each. */
    ServerProcess(PostgresServer database, Tracking... trackings) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-Xms" + HEAP,
                                "-Xmx" + HEAP,
                                "-cp",
                                System.getProperty("java.class.path"),
                                TrackedServer.class.getName()));
        for (Tracking tracking : trackings) {
            command.add(tracking.argument(database.url()));
        }
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            BufferedReader output = process.inputReader();
            ports = ports(output);
            Thread log = new Thread(() -> output.lines().forEach(System.err::println), "log");
            log.setDaemon(true);
            log.start();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private static List<Integer> ports(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(TrackedServer.READY)) {
                String[] ports = line.substring(TrackedServer.READY.length()).split(" ", -1);
                return Arrays.stream(ports).map(Integer::valueOf).toList();
            }
            System.err.println(line);
        }
        throw new IOException("The server ended before it was ready");
    }

    /** The port of the first Tomcat. */
    int port() {
        return ports.get(0);
    }

    /** The ports of all of them. */
    List<Integer> ports() {
        return ports;
    }

    /** Processor time since its start, of all threads. */
    Duration processorTime() {
        return process.toHandle().info().totalCpuDuration().orElseThrow();
    }

    /** What its {@link StatusServlet} tells after it has collected garbage. */
    Properties status() throws IOException {
        Properties status = new Properties();
        URI address = URI.create("http://127.0.0.1:" + port() + StatusServlet.PATH);
        try (InputStream body = address.toURL().openStream()) {
            status.load(body);
        }
        return status;
    }

    /** Sends SIGTERM, and waits for its end. */
    void terminate() throws InterruptedException {
        boolean unused = process.toHandle().destroy(); // which leaves its output open
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Still there " + END_SECONDS + " s after SIGTERM");
        }
    }

    @Override
    public void close() {
        try {
            terminate();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
