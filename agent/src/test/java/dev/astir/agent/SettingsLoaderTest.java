package dev.astir.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsLoaderTest {

    @TempDir private Path directory;

    @Test
    void hasDefaults() {
        Settings settings = load("", Map.of(), Map.of());
        assertThat(settings.enrolment()).isEmpty();
        assertThat(settings.batchInterval()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.journalBytes()).isEqualTo(64L << 20);
        assertThat(settings.neverCapture()).isEmpty();
        assertThat(settings.titlesAllowed()).isTrue();
    }

    @Test
    void flagsOverruleTheEnvironmentWhichOverrulesTheFile() {
        String file =
                """
                batchSeconds: 10
                journalMaxMb: 10
                captureTitles: never
                neverCapture:
                  - Signal
                  - KeePassXC
                """;
        Map<String, String> environment =
                Map.of("ASTIR_AGENT_BATCH_SECONDS", "20", "ASTIR_AGENT_JOURNAL_MAX_MB", "20");
        Settings settings = load(file, environment, Map.of(Setting.BATCH_SECONDS, "30"));
        assertThat(settings.batchInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.journalBytes()).isEqualTo(20L << 20);
        assertThat(settings.titlesAllowed()).isFalse();
        assertThat(settings.neverCapture()).isEqualTo(List.of("Signal", "KeePassXC"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            textBlock =
                    """
                    batchSeconds: 0 => batchSeconds is '0' (from FILE); allowed is 1 to 3600
                    batchSeconds: soon => batchSeconds is 'soon' (from FILE); allowed is 1 to 3600
                    journalMaxMb: 99999 => journalMaxMb is '99999' (from FILE); allowed is 1 to 10240
                    captureTitles: always => captureTitles is 'always' (from FILE); allowed is policy (as the policy says) or never
                    server: example.org => server is 'example.org' (from FILE); allowed is http://host or https://host, optionally with port and path
                    agentId: 7 => agentId is '7' (from FILE); allowed is a UUID
                    batchSecs: 5 => batchSecs is '5' (from FILE); allowed is one of server, agentId, agentKey, batchSeconds, journalMaxMb, neverCapture, captureTitles
                    """)
    void namesSettingValueOriginAndWhatIsAllowed(String file, String message) {
        Path path = directory.resolve("config.yaml");
        assertThatThrownBy(() -> load(file, Map.of(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessage(message.replace("FILE", path.toString()));
    }

    @Test
    void namesTheVariableOrFlagThatAValueCameFrom() {
        assertThatThrownBy(() -> load("", Map.of("ASTIR_AGENT_BATCH_SECONDS", "x"), Map.of()))
                .hasMessageContaining("(from environment variable ASTIR_AGENT_BATCH_SECONDS)");
        assertThatThrownBy(() -> load("", Map.of(), Map.of(Setting.CAPTURE_TITLES, "x")))
                .hasMessageContaining("(from flag --capture-titles)");
    }

    @Test
    void wantsAllOrNothingOfAnEnrolment() {
        assertThatThrownBy(() -> load("server: http://localhost", Map.of(), Map.of()))
                .hasMessageStartingWith("agentId is missing, while others of");
    }

    @Test
    void saysThatAFileIsNoYaml() {
        assertThatThrownBy(() -> load("a: [", Map.of(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("config.yaml cannot be read");
        assertThatThrownBy(() -> load("- a", Map.of(), Map.of()))
                .hasMessageContaining("must be a map of settings");
    }

    @Test
    void writtenFilesCanBeReadBackByTheirOwnerAlone() throws IOException {
        Path path = directory.resolve("config.yaml");
        ConfigFile file = new ConfigFile(path, Map.of(Setting.BATCH_SECONDS, "5"));
        file.with(Map.of(Setting.AGENT_KEY, "key: #1")).write();
        assertThat(ConfigFile.read(path).values())
                .isEqualTo(Map.of(Setting.BATCH_SECONDS, "5", Setting.AGENT_KEY, "key: #1"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    private Settings load(
            String file, Map<String, String> environment, Map<Setting, String> flags) {
        Path path = directory.resolve("config.yaml");
        try {
            Files.writeString(path, file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return SettingsLoader.load(ConfigFile.read(path), environment, flags);
    }
}
