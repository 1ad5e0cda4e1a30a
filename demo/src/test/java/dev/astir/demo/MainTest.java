package dev.astir.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command says where it cannot work; at work it is seen by the app's tests. */
class MainTest {

    @TempDir private Path folder;

    private record Ended(int code, String errors) {}

    @Test
    void saysHowItIsUsed() throws Exception {
        Ended ended = run();

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.errors()).startsWith("usage: java -jar").contains("SERVER", "SECRETS");
    }

    @Test
    void saysWhatIsWrongWithTheServer() throws Exception {
        Ended ended = run("localhost:8080", secrets());

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.errors())
                .isEqualToIgnoringNewLines(
                        "demo: SERVER is \"localhost:8080\"; allowed is http://host or https://host,"
                                + " optionally with port and path");
    }

    @Test
    void saysWhatIsWrongWithTheSecrets() throws Exception {
        Path missing = folder.resolve("missing.properties");

        Ended ended = run("http://127.0.0.1:1", missing.toString());

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.errors())
                .startsWith("demo: SECRETS is \"" + missing)
                .contains("ASTIR_DEMO");
        assertThat(missing).doesNotExist();
    }

    @Test
    void saysThatNobodyAnswers() throws Exception {
        String server;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server = "http://127.0.0.1:" + socket.getLocalPort();
        }

        Ended ended = run(server, secrets());

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.errors())
                .startsWith("demo: " + server + " cannot be reached")
                .hasLineCount(1);
    }

    private String secrets() {
        return DemoSecrets.open(folder.resolve("demo.properties")).file().toString();
    }

    private static Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), errors);
    }
}
