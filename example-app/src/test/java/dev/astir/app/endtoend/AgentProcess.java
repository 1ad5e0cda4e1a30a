package dev.astir.app.endtoend;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        var agent = new AgentProcess(home, desk);
        agent.download(server);
        Process enrolment = agent.launch("enrol", "--yes", server.toString(), token);
        if (!enrolment.waitFor(60, TimeUnit.SECONDS) || enrolment.exitValue() != 0) {
            enrolment.destroyForcibly();
            throw new AssertionError("enrolment failed: " + Files.readString(agent.log()));
        }
        agent.run();
        return agent;
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
        return Files.createDirectories(Path.of("target", "end-to-end")).resolve("agent.log");
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
