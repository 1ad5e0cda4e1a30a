package dev.astir.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.TestApp;
import dev.astir.app.identity.SettableClock;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The demo of this moment: its people are at work, and nobody does anything twice. */
class DemoOrganizationTest extends DemoScene {

    @Test
    void itsPeopleAreInTheMiddleOfTheirDayAndGoOnFromAProcessOfTheirOwn() throws Exception {
        List<String> logins;
        Map<String, Totals> before;
        try (TestApp app = start(Map.of("ASTIR_DEMO", "true"), Clock.systemUTC())) {
            logins = logins(app);
            assertThat(logins).hasSize(PEOPLE);
            assertThat(Files.getPosixFilePermissions(home.resolve("demo.properties")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            Api manager = signIn(app, logins.get(1));
            JsonNode organization = manager.get("/api/auth/me").expect(200).json();
            assertThat(organization.get("organizationName").asText()).isEqualTo("Demo");

            theyAreAtWork(manager, Instant.now());
            theFeedHasMoreThanDevices(manager);
            before = await().until(() -> totals(app, organization), all -> all.size() == PEOPLE);
            assertThat(before.values())
                    .allSatisfy(person -> {
                        assertThat(person.seconds()).isBetween(60L, 9 * 60 * 60L);
                        assertThat(person.seconds())
                                .as("nobody did two things at once")
                                .isEqualTo(person.unionSeconds());
                    });
            assertThat(before.values()).anyMatch(person -> person.withMedia() > 0);
            assertTheirTeams(app, logins);
            assertItsScripts(signIn(app, logins.getFirst()), 0);
        }
        try (TestApp app = start(Map.of(), Clock.systemUTC())) {
            Instant restarted = Instant.now();
            Api manager = signIn(app, logins.get(1));
            Process process = main(app.uri().toString());
            try {
                await().untilAsserted(() ->
                        assertThat(items(manager, "/api/agents"))
                                .hasSize(PEOPLE)
                                .allMatch(agent -> time(agent, "lastSeenAt").isAfter(restarted)));
                theyAreAtWork(manager, restarted);
                nothingIsDoubled(
                        before, totals(app, manager.get("/api/auth/me").expect(200).json()));
                assertItsScripts(signIn(app, logins.getFirst()), 1);
            } finally {
                process.destroy();
            }
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(home.resolve("out.txt")))
                    .isEqualTo("12 people are at work at %s%n".formatted(app.uri()));
            assertThat(Files.readString(home.resolve("err.txt"))).isEmpty();
        }
    }

    @Test
    void itsPeopleFollowTheirDayAndWorkNoMoreThanOneAlsoAfterARestart() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-29T23:12:00Z"));
        Clock clock = new SettableClock(now);
        Files.setPosixFilePermissions(
                Files.writeString(home.resolve("demo.properties"), "seed=42\n"),
                PosixFilePermissions.fromString("rw-------"));
        List<String> logins;
        Map<String, Totals> before;
        try (TestApp app = start(Map.of("ASTIR_DEMO", "true"), clock)) {
            logins = logins(app);
            Api manager = signIn(app, logins.get(1));
            theyAreAtWork(manager, now.get());
            List<JsonNode> running = sessions(manager);
            assertThat(running).hasSizeGreaterThanOrEqualTo(4);
            assertThat(running).noneMatch(session -> session.get("projectId").isNull());

            now.updateAndGet(time -> time.plus(Duration.ofMinutes(50)));

            await().untilAsserted(() -> {
                Api later = signIn(app, logins.get(1));
                assertThat(sessions(later))
                        .anyMatch(one -> one.get("totalActiveSeconds").asLong() > 20 * 60);
                assertThat(items(later, "/api/activities?type=app.switched")).isNotEmpty();
            });
            JsonNode me = signIn(app, logins.get(1)).get("/api/auth/me").json();
            // Each signs in to tell of their past, one after the other.
            before = await().until(() -> totals(app, me), all -> all.size() == PEOPLE);

            now.updateAndGet(time -> time.plus(Duration.ofHours(9)));

            Set<String> known =
                    running.stream()
                            .map(session -> session.get("id").asText())
                            .collect(Collectors.toSet());
            await().untilAsserted(() ->
                    assertThat(sessions(signIn(app, logins.get(1))))
                            .as("those who were there have gone home")
                            .noneMatch(one -> known.contains(one.get("id").asText())));
        }
        Instant restarted = now.updateAndGet(time -> time.plus(Duration.ofMinutes(1)));
        try (TestApp app = start(Map.of("ASTIR_DEMO", "true"), clock)) {
            assertThat(logins(app)).isEqualTo(logins);
            Api manager = signIn(app, logins.get(1));
            await().untilAsserted(() ->
                    assertThat(items(manager, "/api/agents"))
                            .hasSize(PEOPLE)
                            .allMatch(agent -> !time(agent, "lastSeenAt").isBefore(restarted)));
            Map<String, Totals> after = totals(app, manager.get("/api/auth/me").expect(200).json());
            nothingIsDoubled(before, after);
            assertTheirTeams(app, logins);
            assertThat(
                            stored(
                                            app,
                                            manager.get("/api/auth/me").json(),
                                            """
                                            SELECT max(total)::text FROM (
                                                SELECT extract(epoch FROM sum(ended_at - started_at))::bigint AS total
                                                FROM intervals JOIN users u ON u.id = person_id
                                                JOIN organizations o ON o.id = u.organization_id
                                                GROUP BY person_id, (started_at AT TIME ZONE
                                                    COALESCE(u.time_zone, o.time_zone))::date) AS days
                                            """)
                                    .getFirst()
                                    .getFirst())
                    .satisfies(
                            most -> assertThat(Long.parseLong(most)).isBetween(3_600L, 9 * 3_600L));
        }
    }
}
