package dev.astir.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThisDeskTest {

    private static final Map<String, String> DISPLAY = Map.of("DISPLAY", ":0");

    @TempDir private Path folder;

    @Test
    void isThereWithADisplayAndABuiltAgent() throws Exception {
        build();

        assertThat(ThisDesk.find(DISPLAY, folder)).isPresent();
    }

    @Test
    void isNotThereWithoutADisplay() throws Exception {
        build();

        assertThat(ThisDesk.find(Map.of(), folder)).isEmpty();
    }

    @Test
    void isNotThereWithoutABuiltAgent() {
        assertThat(ThisDesk.find(DISPLAY, folder)).isEmpty();
    }

    @Test
    void joinsWithOneCommand() {
        ThisDesk desk = new ThisDesk(Path.of("java"), Path.of("agent.jar"));

        assertThat(desk.command(URI.create("http://127.0.0.1:8080"), "token"))
                .isEqualTo(
                        "java -jar agent.jar enrol http://127.0.0.1:8080 token"
                                + " && java -jar agent.jar run");
    }

    private void build() throws Exception {
        Path target = Files.createDirectories(folder.resolve("agent").resolve("target"));
        Files.createFile(target.resolve("agent.jar"));
    }
}
