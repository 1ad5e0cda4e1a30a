package dev.astir.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The agent as a process of its own, as it runs at a desk. */
final class AgentProcess implements AutoCloseable {

    private final Process process;
    private final CompletableFuture<String> output;

    private AgentProcess(Process process) {
        this.process = process;
        this.output = new CompletableFuture<>();
        Thread reader = new Thread(this::read, "agent-output");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try {
            output.complete(new String(process.getInputStream().readAllBytes()));
        } catch (IOException e) {
            output.completeExceptionally(e);
        }
    }

    static AgentProcess start(Path home, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        Collections.addAll(command, arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("DISPLAY");
        builder.environment().put("ASTIR_AGENT_HOME", home.toString());
        builder.environment().putAll(environment);
        return new AgentProcess(builder.start());
    }

    /** What a person types. */
    void type(String text) throws IOException {
        process.outputWriter().write(text);
        process.outputWriter().close();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM. */
    void terminate() {
        process.toHandle().destroy();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The agent did not end");
        }
        return process.exitValue();
    }

    /** What it wrote; waits for its end. */
    String output() throws InterruptedException {
        try {
            return output.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
