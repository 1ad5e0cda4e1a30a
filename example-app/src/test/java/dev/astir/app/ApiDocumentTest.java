package dev.astir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/api.md} prints runs in a shell, with curl, and answers what it says. */
class ApiDocumentTest extends AppTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "api.md");

    /** For one command, on a busy machine. */
    private static final long PATIENCE_SECONDS = 60;

    @TempDir private Path folder;

    private final Person admin = app().registerOrganization();
    private final Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");

    @Test
    void itsCommandsDoWhatItSays() throws Exception {
        List<String> blocks = blocks("sh");
        assertThat(blocks).hasSize(3);
        String token =
                bob.api()
                        .post(
                                "/api/tokens",
                                Map.of("name", "T", "scopes", List.of("read", "write", "publish")))
                        .expect(201)
                        .json()
                        .get("token")
                        .asText();

        String answers = run(token, blocks.get(0));
        assertThat(answers).contains("\"name\":\"Bob\"").contains("\"items\":[");
        assertThat(admin.api().get("/api/activities").body())
                .contains("Billing 4.2 is live")
                .contains(bob.userId().toString());
        assertThat(bob.api().get("/api/sessions/active").json().get("items")).hasSize(1);
        assertThat(folder.resolve("activities.csv")).content().startsWith("id,timestamp,eventType");

        assertThat(run(token, blocks.get(1)).strip()).isEqualTo(blocks("json").getFirst().strip());

        Process follower = start(token, blocks.get(2));
        try (BufferedReader lines = follower.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).startsWith("event:");
        } finally {
            follower.destroyForcibly();
        }
    }

    private String run(String token, String block) throws Exception {
        Process process = start(token, block);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    /** With this app's address and this token in place of the document's. */
    private Process start(String token, String block) throws IOException {
        String commands = block.replaceAll("(?m)^(URL|TOKEN)=.*\n", "");
        ProcessBuilder shell =
                new ProcessBuilder("sh", "-eu", "-c", commands)
                        .directory(folder.toFile())
                        .redirectErrorStream(true);
        shell.environment().put("URL", app().uri().toString());
        shell.environment().put("TOKEN", token);
        return shell.start();
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENT))
                .results()
                .map(block -> block.group(1))
                .toList();
    }
}
