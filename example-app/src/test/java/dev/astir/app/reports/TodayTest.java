package dev.astir.app.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.devices.Device;
import dev.astir.app.identity.Role;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.timeline.TestSpans;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The strip of everybody's day. */
class TodayTest extends AppTest {

    private static final Logger LOG = LoggerFactory.getLogger(TodayTest.class);

    private final Person ada = app().registerOrganization();
    private final Person eve = app().addUser(ada, Role.EMPLOYEE, "Eve");

    /** Where it is past noon, whenever this runs. */
    private final ZoneId zone = noonOrLater();

    private static ZoneId noonOrLater() {
        for (String each : List.of("Etc/UTC", "Etc/GMT-9", "Etc/GMT+9", "Etc/GMT-5")) {
            LocalTime time = LocalTime.now(ZoneId.of(each));
            if (time.isAfter(LocalTime.of(12, 0)) && time.isBefore(LocalTime.of(23, 30))) {
                return ZoneId.of(each);
            }
        }
        throw new AssertionError("one of these is always between noon and midnight");
    }

    @Test
    void isCoarseAndCountsLikeTheReports() {
        app().bean(Transactions.class)
                .inOrganization(
                        ada.organizationId(),
                        () ->
                                app().bean(JdbcOperations.class)
                                        .prepareStatement(
                                                "UPDATE person_zones SET time_zone = '%s' WHERE person_id = '%s'"
                                                        .formatted(zone, eve.userId()),
                                                PreparedStatement::executeUpdate));
        Device desk = TestSpans.device(eve);
        TestSpans.active(desk, at("09:00:00"), at("09:20:00"), "vim");
        TestSpans.active(desk, at("09:20:30"), at("09:40:00"), "firefox");
        TestSpans.idle(desk, at("09:40:00"), at("09:40:40"));
        TestSpans.active(desk, at("09:40:40"), at("10:00:00"), "vim");
        TestSpans.idle(desk, at("10:00:00"), at("10:20:00"));
        TestSpans.active(desk, at("07:00:00"), at("07:10:00"), "vim");

        JsonNode mine = of(eve, eve);

        assertThat(mine.get("timeZone").asText()).isEqualTo(zone.getId());
        // From the hour in which the first of them worked, else from eight.
        assertThat(mine.get("from").asText()).isEqualTo(at("07:00:00").toString());
        assertThat(mine.get("to").asText()).isEqualTo(at("20:00:00").toString());
        List<String> intervals = new ArrayList<>();
        mine.get("intervals")
                .forEach(each ->
                        intervals.add(
                                each.get("kind").asText()
                                        + " "
                                        + clock(each.get("startTime"))
                                        + "-"
                                        + clock(each.get("endTime"))));
        assertThat(intervals)
                .containsExactly("active 07:00-07:10", "active 09:00-10:00", "idle 10:00-10:20");
        JsonNode daily = eve.api().get("/api/reports/daily").expect(200).json();
        assertThat(mine.get("activeSeconds")).isEqualTo(daily.get("activeSeconds"));
        assertThat(mine.get("totalWorkSeconds")).isEqualTo(daily.get("totalWorkSeconds"));
        assertThat(mine.get("activeSeconds").asInt()).isEqualTo(4_130);
        assertThat(mine.has("appName")).isFalse();
    }

    @Test
    void isOfThoseInSightAndRememberedOnceADay() {
        Person bob = app().addUser(ada, Role.EMPLOYEE, "Bob");
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        TestSpans.active(TestSpans.device(eve), now.minusSeconds(5), now, "vim");

        assertThat(items(bob)).hasSize(1);
        assertThat(items(eve)).hasSize(1);
        assertThat(items(ada)).hasSize(3);
        items(ada);

        JsonNode views = eve.api().get("/api/me/views").expect(200).json().get("items");
        assertThat(views.findValuesAsText("what")).containsExactly("day");
        assertThat(bob.api().get("/api/me/views").expect(200).json().get("items")).isEmpty();
    }

    /** 200 people with 480 intervals each: the time is in the log, the rest must be right. */
    @Test
    void isOneReadForManyPeople() {
        Person boss = app().registerOrganization();
        Instant from = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(8));
        app().bean(Transactions.class)
                .inOrganization(
                        boss.organizationId(),
                        () -> {
                            execute(
                                    """
                                    INSERT INTO users (organization_id, id, email, name,
                                        password_hash, role, status, created_at, updated_at)
                                    SELECT organization_id, gen_random_uuid(),
                                        'p' || n || '.' || organization_id || '@example.com', 'P' || n,
                                        password_hash, 'employee', 'active', now(), now()
                                    FROM users, generate_series(1, 199) AS n
                                    """);
                            execute(
                                    """
                                    INSERT INTO intervals (organization_id, source_id, id, person_id,
                                        started_at, ended_at, device_started_at, source, kind, app,
                                        received_at)
                                    SELECT u.organization_id, u.id, gen_random_uuid(), u.id,
                                        '%1$s'::timestamptz + n * interval '1 minute',
                                        '%1$s'::timestamptz + n * interval '1 minute'
                                            + interval '1 minute',
                                        '%1$s'::timestamptz + n * interval '1 minute', 'agent',
                                        CASE WHEN n %% 60 < 10 THEN 'idle' ELSE 'active' END,
                                        'app' || n %% 7, now()
                                    FROM users u, generate_series(0, 479) AS n
                                    """
                                            .formatted(from));
                            return null;
                        });
        items(boss);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long before = System.nanoTime();
            assertThat(items(boss)).hasSize(200);
            best = Math.min(best, System.nanoTime() - before);
        }
        LOG.info("The day of 200 people with 480 intervals each: {} ms", best / 1_000_000);
    }

    private static void execute(String sql) {
        app().bean(JdbcOperations.class).prepareStatement(sql, PreparedStatement::execute);
    }

    private Instant at(String time) {
        return LocalDate.now(zone).atTime(LocalTime.parse(time)).atZone(zone).toInstant();
    }

    private String clock(JsonNode time) {
        return Instant.parse(time.asText()).atZone(zone).toLocalTime().toString();
    }

    private static JsonNode items(Person asking) {
        return asking.api().get("/api/timeline/today").expect(200).json().get("items");
    }

    private static JsonNode of(Person asking, Person person) {
        for (JsonNode each : items(asking)) {
            if (each.get("userId").asText().equals(person.userId().toString())) {
                return each;
            }
        }
        throw new AssertionError("not seen");
    }
}
