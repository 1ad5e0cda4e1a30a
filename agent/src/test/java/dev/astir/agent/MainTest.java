package dev.astir.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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
    @ValueSource(strings = {"run", "status", "show", "pause", "resume", "enrol http://a b"})
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

    private int run(Map<String, String> environment, String... arguments) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("ASTIR_AGENT_HOME", directory.resolve("home").toString());
        CommandLine line = Main.commandLine(all);
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }
}
