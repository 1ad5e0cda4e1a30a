package dev.astir.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {

    /** Clears the screen, turns text around, and has a title. */
    private static final String NASTY = "x\u001B[2J\u202E\u009B1m\u0007";

    private static final String SPELLED = "x\\u001B[2J\\u202E\\u009B1m\\u0007";
    private static final String STEERING = "[\\p{Cc}\u202E&&[^\n]]";

    private static final String POLICY =
            """
            {"version":1,"text":"This \\u001B[2J\\nis short \\u202E","settings":{"version":1,\
            "captureTitles":false,"introspection":false,"neverCapture":["KeePass\\u009B1m"],\
            "idleAfterSeconds":300}}\
            """;

    @TempDir private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aBadSettingEndsWithCodeTwoAndItsName() {
        assertThat(run(Map.of("ASTIR_AGENT_BATCH_SECONDS", "never"), "run")).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "batchSeconds is 'never' (from environment variable"
                                + " ASTIR_AGENT_BATCH_SECONDS); allowed is 1 to 3600");
    }

    @Test
    void aBadFlagAndAnUnknownOneEndWithCodeTwo() {
        assertThat(run(Map.of(), "run", "--batch-seconds", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("(from flag --batch-seconds)");
        assertThat(run(Map.of(), "run", "--no-such-flag")).isEqualTo(2);
        assertThat(run(Map.of(), "enrol", "not-a-url", "token")).isEqualTo(2);
        assertThat(err.toString()).contains("URL is 'not-a-url'");
    }

    @Test
    void runWithoutEnrolmentSaysHowToEnrol() {
        assertThat(run(Map.of(), "run")).isEqualTo(1);
        assertThat(err.toString()).contains("not enrolled", "astir-agent enrol URL TOKEN");
        assertThat(directory.resolve("home")).doesNotExist();
    }

    @Test
    void statusNamesEachProbeAndWhyItDoesNotWork() {
        assertThat(run(Map.of(), "status")).isZero();
        assertThat(out.toString())
                .contains(
                        "enrolled: no",
                        "running: no",
                        "probe x11: DISPLAY is not set",
                        "probe wayland: not there yet",
                        "probe windows: not there yet",
                        "probe macos: not there yet");
    }

    @Test
    void pauseLastsUntilItsEndOrResume() throws IOException {
        Path file = directory.resolve("home").resolve("paused-until.txt");
        assertThat(run(Map.of(), "pause", "30m")).isZero();
        Instant until = Instant.parse(Files.readString(file).strip());
        assertThat(until)
                .isBetween(Instant.now().plusSeconds(1700), Instant.now().plusSeconds(1800));
        assertThat(new Pause(file).isOn(until.minusSeconds(1))).isTrue();
        assertThat(new Pause(file).isOn(until)).isFalse();

        assertThat(run(Map.of(), "pause")).isZero();
        assertThat(new Pause(file).isOn(Instant.parse("2126-01-01T00:00:00Z"))).isTrue();
        assertThat(run(Map.of(), "resume")).isZero();
        assertThat(new Pause(file).isOn(Instant.now())).isFalse();

        assertThat(run(Map.of(), "pause", "soon")).isEqualTo(2);
        assertThat(err.toString()).contains("DURATION is 'soon'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "status", "show", "idle", "pause", "resume", "enrol http://a b"})
    void whatOthersCanHavePlantedIsNotUsed(String command) throws IOException {
        Path home = Files.createDirectory(directory.resolve("home"));
        String[] arguments = command.split(" ");

        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(run(Map.of(), arguments)).isEqualTo(2);
        assertThat(err.toString())
                .contains("astir-agent: ASTIR_AGENT_HOME is not safe:", "chmod 700 " + home);
        assertThat(run(Map.of(), arguments[0], "--help")).isZero();

        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        Path config = Files.writeString(home.resolve("config.yaml"), "server: http://evil\n");
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(run(Map.of(), arguments)).isEqualTo(2);
        assertThat(err.toString()).contains("chmod 600 " + config);

        Files.move(config, directory.resolve("elsewhere"));
        Files.createSymbolicLink(config, directory.resolve("elsewhere"));
        assertThat(run(Map.of(), arguments)).isEqualTo(2);
        assertThat(err.toString()).contains(config + " is a symbolic link");

        Files.delete(config);
        Path consent = Files.writeString(home.resolve("policy.jsonl"), "{}");
        Files.setPosixFilePermissions(consent, PosixFilePermissions.fromString("rw--w--w-"));
        assertThat(run(Map.of(), arguments)).isEqualTo(2);
        assertThat(err.toString()).contains("chmod go-w " + consent);
    }

    @Test
    void nothingThatAServerOrAFileSaysSteersTheTerminal() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        answer(server, "/api/agents/policy", 200, POLICY);
        answer(server, "/api/agents/enrol", 403, "no\u001B[8m\n" + NASTY);
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            assertThat(run(Map.of(), "enrol", "--yes", url, "token")).isEqualTo(1);
        } finally {
            server.stop(0);
        }
        assertThat(out.toString())
                .contains("\\u001B[2J\nis short \\u202E", "shows as private: KeePass\\u009B1m");
        assertThat(err.toString()).contains("403: no\\u001B[8m\\n" + SPELLED + "\n");

        assertThat(run(Map.of(), "run", "--" + NASTY)).isEqualTo(2);
        assertThat(run(Map.of("ASTIR_AGENT_BATCH_SECONDS", NASTY), "run")).isEqualTo(2);
        Path home = Files.createDirectories(directory.resolve("home"));
        Files.writeString(home.resolve("config.yaml"), "nonsense" + NASTY + "=1\n");
        assertThat(run(Map.of(), "status")).isNotZero();
        assertThat(out.toString() + err).contains(SPELLED).doesNotContainPattern(STEERING);
    }

    private static void answer(HttpServer server, String path, int status, String text) {
        server.createContext(
                path,
                exchange -> {
                    byte[] body = text.getBytes(UTF_8);
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
    }

    private int run(Map<String, String> environment, String... arguments) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("ASTIR_AGENT_HOME", directory.resolve("home").toString());
        CommandLine line = Main.commandLine(all);
        line.setOut(Terminal.on(out));
        line.setErr(Terminal.on(err));
        return line.execute(arguments);
    }
}
