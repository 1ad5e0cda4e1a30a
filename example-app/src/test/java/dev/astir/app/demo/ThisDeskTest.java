package dev.astir.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThisDeskTest {

    private static final Map<String, String> DISPLAY = Map.of("DISPLAY", ":0");

    private static final Path FOLDER = Path.of("/opt/astir");
    private static final Optional<Path> AGENT = Optional.of(FOLDER.resolve("app/agent.jar"));

    @Test
    void isThereWithADisplayAndAnAgent() {
        assertThat(ThisDesk.find(DISPLAY, AGENT, FOLDER)).isPresent();
    }

    @Test
    void isNotThereWithoutADisplay() {
        assertThat(ThisDesk.find(Map.of(), AGENT, FOLDER)).isEmpty();
    }

    @Test
    void isNotThereWithoutAnAgent() {
        assertThat(ThisDesk.find(DISPLAY, Optional.empty(), FOLDER)).isEmpty();
    }

    @Test
    void namesTheAgentShortlyWhereItCan() {
        assertThat(ThisDesk.find(DISPLAY, AGENT, FOLDER).orElseThrow().agent())
                .isEqualTo(Path.of("app/agent.jar"));
        assertThat(ThisDesk.find(DISPLAY, AGENT, Path.of("/home/ada")).orElseThrow().agent())
                .isEqualTo(AGENT.orElseThrow());
    }

    @Test
    void joinsWithOneCommand() {
        ThisDesk desk = new ThisDesk(Path.of("java"), Path.of("agent.jar"));

        assertThat(desk.command(URI.create("http://127.0.0.1:8080"), "token"))
                .isEqualTo(
                        "java -jar agent.jar enrol http://127.0.0.1:8080 token"
                                + " && java -jar agent.jar run");
    }
}
