package dev.astir.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program at a terminal of its own, and a person who types. */
final class TerminalProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final StringBuffer printed = new StringBuffer();

    private TerminalProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::read);
    }

    static TerminalProcess start(String command, Map<String, String> environment)
            throws IOException {
        // Makes a pseudo-terminal, passes on what is typed, and ends as the program did.
        var builder =
                new ProcessBuilder(Programs.find("script"), "-qec", command, "/dev/null")
                        .redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new TerminalProcess(builder.start());
    }

    private void read() {
        byte[] some = new byte[4096];
        try (InputStream in = process.getInputStream()) {
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                printed.append(new String(some, 0, count, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has printed this so many times. */
    void awaits(int times, String text) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(printed.toString().split(text, -1))
                                .as(printed.toString())
                                .hasSizeGreaterThan(times));
    }

    void type(String line) throws IOException {
        process.outputWriter().write(line + "\n");
        process.outputWriter().flush();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("did not end: " + printed);
        }
        return process.exitValue();
    }

    String printed() {
        return printed.toString();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
