package dev.astir.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.protocol.Span;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody was away twice, is told so by the real agent, and says what it was. */
class IdlePromptIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path folder;

    private final Instant begun =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofMinutes(29));

    @Test
    void theDayIsWhatItsPersonSaysAlsoWhenTheAppDiesMeanwhile() throws Exception {
        try (AppProcess app = AppProcess.start(folder.resolve("idle-app"));
                Desk desk = Desk.open()) {
            SignedIn ada =
                    SignedIn.register(app.url(), "Lumen", "Ada Lovelace", "ada@lumen.example");
            ada.api()
                    .patch(
                            "/api/organization",
                            Map.of(
                                    "timeZone",
                                    noonZone(),
                                    "automaticSessions",
                                    true,
                                    "sessionEndsAfterSeconds",
                                    7_200))
                    .expect(200);
            desk.openWindow("Editor", "notes");
            Path home = folder.resolve("idle-agent");
            try (AgentProcess agent =
                    AgentProcess.enrolled(home, desk, app.url(), ada.enrolmentToken())) {
                agent.captured(
                        span(0, 5, Span.Kind.ACTIVE),
                        span(5, 15, Span.Kind.IDLE),
                        span(15, 16, Span.Kind.ACTIVE),
                        span(16, 27, Span.Kind.IDLE),
                        span(27, 28, Span.Kind.ACTIVE));

                agent.run();

                await().atMost(PATIENCE).until(() -> agent.printed().contains("away 11 min"));
                Path output = folder.resolve("output.txt");
                assertThat(agent.command(output, "idle")).isEqualTo(4);
                assertThat(output).content().contains(", 10 min\n", ", 11 min\n");

                killedBetweenQuestionAndAnswer(app, agent);
                answered(agent);

                JsonNode totals = ada.api().get("/api/timeline").expect(200).json().get("totals");
                assertThat(totals.get("statedSeconds").asInt()).isEqualTo(600);
                assertThat(totals.get("discardedSeconds").asInt()).isEqualTo(660);
                assertThat(totals.get("undecidedSeconds").asInt()).isZero();
                assertThat(totals.get("totalWorkSeconds").asLong())
                        .isLessThanOrEqualTo(
                                Duration.between(begun, Instant.now()).toSeconds() + 1 - 660);
                // Also after both were started anew.
                assertThat(agent.printed()).containsOnlyOnce("away 10 min");
                assertThat(agent.printed()).containsOnlyOnce("away 11 min");
            }
        }
    }

    private static void killedBetweenQuestionAndAnswer(AppProcess app, AgentProcess agent)
            throws Exception {
        try (TerminalProcess asked = agent.atTerminal("idle")) {
            asked.awaits(1, "or later");
            app.kill();
            asked.type("keep");
            assertThat(asked.exitCode()).isEqualTo(1);
            assertThat(asked.printed()).contains("cannot be reached").doesNotContain("Kept");
        }
        // Else its back-off could keep it away for as long as 20 seconds.
        agent.kill();
        app.restart();
        agent.run();
        await().atMost(PATIENCE).until(() -> agent.printed().split(" connected\n", -1).length > 2);
    }

    private static void answered(AgentProcess agent) throws Exception {
        try (TerminalProcess asked = agent.atTerminal("idle")) {
            asked.awaits(1, "or later");
            asked.type("of course");
            asked.awaits(2, "or later");
            asked.type("k");
            asked.awaits(3, "or later");
            asked.type("discard");
            assertThat(asked.exitCode()).as(asked.printed()).isZero();
            assertThat(asked.printed())
                    .contains("\"of course\" is none of these.", "Kept as work: ", "Discarded: ");
        }
    }

    private Span span(int fromMinute, int toMinute, Span.Kind kind) {
        return new Span(
                UUID.randomUUID().toString(),
                begun.plus(Duration.ofMinutes(fromMinute)),
                begun.plus(Duration.ofMinutes(toMinute)),
                kind,
                kind == Span.Kind.ACTIVE ? "Editor" : null,
                null,
                null,
                null);
    }

    /** Where it is between twelve and one o'clock, so that all of it is one day. */
    private static String noonZone() {
        int hours = 12 - Instant.now().atOffset(ZoneOffset.UTC).getHour();
        // By POSIX, west is positive.
        return hours == 0 ? "Etc/GMT" : "Etc/GMT" + (hours > 0 ? "-" : "+") + Math.abs(hours);
    }
}
