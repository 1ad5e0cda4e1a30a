package dev.astir.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.TestApp;
import dev.astir.app.identity.SettableClock;
import dev.astir.demo.PastPlan;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The weeks before the demo began. */
class DemoPastTest extends DemoScene {

    /**
     * Of the demo's past: sessions, those that differ, corrected ones, and what was done in them.
     */
    private static final String PAST =
            """
            SELECT count(*)::text, count(DISTINCT (user_id, start_time))::text,
                   count(DISTINCT user_id)::text, max(end_time)::text,
                   (SELECT count(*)::text FROM intervals JOIN work_sessions s ON s.id = session_id
                    WHERE s.source = 'manual'),
                   (SELECT count(DISTINCT (intervals.person_id, started_at))::text
                    FROM intervals JOIN work_sessions s ON s.id = session_id
                    WHERE s.source = 'manual')
            FROM work_sessions WHERE source = 'manual'
            """;

    @Test
    void itsPeopleHaveAPastThatIsEnteredOnce() throws Exception {
        System.setProperty(PastPlan.PROPERTY, "1,0,0");
        try {
            Files.setPosixFilePermissions(
                    Files.writeString(home.resolve("demo.properties"), "seed=42\n"),
                    PosixFilePermissions.fromString("rw-------"));
            Instant began = Instant.parse("2026-11-27T15:12:00Z");
            Clock clock = new SettableClock(new AtomicReference<>(began));
            List<String> first;
            try (TestApp app = start(Map.of("ASTIR_DEMO", "true"), clock)) {
                Api manager = signIn(app, logins(app).get(1));
                JsonNode me = manager.get("/api/auth/me").expect(200).json();
                // It is ended in the middle of a week.
                first =
                        await().until(
                                        () -> stored(app, me, PAST).getFirst(),
                                        row -> Long.parseLong(row.getFirst()) > 20);
            }
            Clock later = new SettableClock(new AtomicReference<>(began.plusSeconds(7_200)));
            try (TestApp app = start(Map.of("ASTIR_DEMO", "true"), later)) {
                Api manager = signIn(app, logins(app).get(1));
                JsonNode me = manager.get("/api/auth/me").expect(200).json();
                await().until(() ->
                        Files.readString(home.resolve("demo.properties")).contains("weeks=1"));
                List<String> all = stored(app, me, PAST).getFirst();
                assertThat(Long.parseLong(all.get(0)))
                        .as("twelve people, three days, mostly two sessions; and the day before")
                        .isBetween(50L, 115L)
                        .isGreaterThan(Long.parseLong(first.getFirst()));
                assertThat(all.get(1)).isEqualTo(all.get(0));
                assertThat(Integer.parseInt(all.get(2)))
                        .as("somebody may have the week off")
                        .isBetween(PEOPLE - 2, PEOPLE);
                assertThat(all.get(3))
                        .as("until the demo began")
                        .startsWith("2026-11-27")
                        .isLessThan("2026-11-27 16:13");
                assertThat(Long.parseLong(all.get(4))).isGreaterThan(1_000);
                assertThat(all.get(5)).isEqualTo(all.get(4));
            }
        } finally {
            System.setProperty(PastPlan.PROPERTY, NONE);
        }
    }
}
