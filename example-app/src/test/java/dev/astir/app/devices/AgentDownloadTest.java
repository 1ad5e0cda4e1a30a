package dev.astir.app.devices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentDownloadTest extends AppTest {

    private static final String ADDRESS = "/download/astir-agent.jar";
    private static final String CONTENT = "what would be a jar";

    private final Path jar = app().home().resolve("agent.jar");

    @AfterEach
    void remove() throws IOException {
        Files.deleteIfExists(jar);
    }

    @Test
    void offersTheAgentToEverybody() throws IOException {
        Files.writeString(jar, CONTENT);

        Api.Answer answer = app().api().get(ADDRESS).expect(200);

        assertThat(answer.body()).isEqualTo(CONTENT);
        assertThat(answer.header("Content-Type")).isEqualTo("application/java-archive");
        assertThat(answer.header("Content-Length")).isEqualTo("" + CONTENT.length());
        assertThat(answer.header("Content-Disposition"))
                .startsWith("attachment; filename=\"astir-agent.jar\"");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void continuesWhatBrokeOff() throws IOException {
        Files.writeString(jar, CONTENT);

        Api.Answer rest = app().api().with("Range", "bytes=5-").get(ADDRESS).expect(206);

        assertThat(rest.body()).isEqualTo(CONTENT.substring(5));
    }

    @Test
    void saysHowToGetItWhereItIsMissing() {
        JsonNode problem =
                app().api().with("Accept", "text/html,*/*;q=0.8").get(ADDRESS).expect(404).json();

        assertThat(problem.get("detail").asText()).contains("agent.jar");
    }
}
