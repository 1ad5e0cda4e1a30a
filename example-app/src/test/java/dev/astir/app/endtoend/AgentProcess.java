package dev.astir.app.endtoend;

import dev.astir.protocol.MessageCodec;
import dev.astir.protocol.Span;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The desktop agent that the app offers, as a process of its own, at a desk. */
final class AgentProcess implements AutoCloseable {

    private final Path home;
    private final Path jar;
    private final Desk desk;
    private Process process;

    private AgentProcess(Path home, Desk desk) {
        this.home = home;
        this.jar = home.resolveSibling("astir-agent.jar");
        this.desk = desk;
    }

    /**
     * Downloads the agent, enrols this desk with the token, consents to the policy, and starts
     * capturing.
     */
    static AgentProcess enrol(Path home, Desk desk, URI server, String token) throws Exception {
        AgentProcess agent = enrolled(home, desk, server, token);
        agent.run();
        return agent;
    }

    /** The same, but it captures nothing yet. */
    static AgentProcess enrolled(Path home, Desk desk, URI server, String token) throws Exception {
        var agent = new AgentProcess(home, desk);
        Files.deleteIfExists(agent.log());
        agent.download(server);
        Process enrolment = agent.launch("enrol", "--yes", server.toString(), token);
        if (!enrolment.waitFor(60, TimeUnit.SECONDS) || enrolment.exitValue() != 0) {
            enrolment.destroyForcibly();
            throw new AssertionError("enrolment failed: " + Files.readString(agent.log()));
        }
        return agent;
    }

    /**
     * Puts spans into its journal, as if it had captured them and not sent yet. Nobody can import
     * its classes, so they are those of the jar; it must not run.
     */
    void captured(Span... spans) throws Exception {
        URL[] classes = {jar.toUri().toURL()};
        try (var own = new URLClassLoader(classes, ClassLoader.getPlatformClassLoader())) {
            Class<?> codec = own.loadClass(MessageCodec.class.getName());
            Object json = codec.getMethod("json").invoke(null);
            List<Object> read = new ArrayList<>();
            for (Span span : spans) {
                byte[] bytes = MessageCodec.json().encode(span);
                read.add(codec.getMethod("decodeSpan", byte[].class).invoke(json, (Object) bytes));
            }
            Class<?> type = own.loadClass("dev.astir.agent.journal.Journal");
            Object journal =
                    type.getMethod("open", Path.class, long.class)
                            .invoke(null, home.resolve("journal"), 1L << 20);
            type.getMethod("append", List.class, List.class).invoke(journal, read, List.of());
            type.getMethod("close").invoke(journal);
        }
    }

    /** Runs one of its commands at a terminal. */
    TerminalProcess atTerminal(String command) throws Exception {
        return TerminalProcess.start(
                "%s -jar %s %s".formatted(Programs.java(), jar, command),
                Map.of("ASTIR_AGENT_HOME", home.toString()));
    }

    /** Runs one of its commands without a terminal. */
    int command(Path output, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Programs.java(), "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("ASTIR_AGENT_HOME", home.toString());
        Process once = builder.redirectOutput(output.toFile()).start();
        if (!once.waitFor(60, TimeUnit.SECONDS)) {
            once.destroyForcibly();
            throw new AssertionError("did not end: " + command);
        }
        return once.exitValue();
    }

    /** All that its processes printed. */
    String printed() throws Exception {
        return Files.readString(log());
    }

    private void download(URI server) throws Exception {
        URI address = server.resolve("/download/astir-agent.jar");
        try (HttpClient client = HttpClient.newHttpClient()) {
            int status =
                    client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofFile(jar))
                            .statusCode();
            if (status != 200) {
                throw new AssertionError(address + ": " + status + ", " + Files.readString(jar));
            }
        }
    }

    void run() throws Exception {
        process = launch("run");
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    private Process launch(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Programs.java(), "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DISPLAY", desk.display());
        builder.environment().put("ASTIR_AGENT_HOME", home.toString());
        builder.environment().put("ASTIR_AGENT_BATCH_SECONDS", "2");
        builder.environment().remove("WAYLAND_DISPLAY");
        return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile())).start();
    }

    private Path log() throws Exception {
        return Files.createDirectories(Path.of("target", "end-to-end"))
                .resolve(home.getFileName() + ".log");
    }

    @Override
    public void close() throws Exception {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }
}
