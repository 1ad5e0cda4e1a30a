package dev.astir.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.devices.AgentStatus;
import dev.astir.app.devices.Device;
import dev.astir.app.tenancy.Transactions;
import dev.astir.protocol.Span;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which local days a stored interval marks as out of date. */
class DayMarksTest extends AppTest {

    private final Person person = app().registerOrganization();
    private final Device desk = SpanIntakeTest.device(person);

    @ParameterizedTest
    @CsvSource({
        // zone, start, end (not within), the days
        "Europe/Paris, 2026-11-28T22:30:00Z, 2026-11-29T00:15:00Z, 2026-11-28 2026-11-29",
        "Europe/Paris, 2026-11-28T22:30:00Z, 2026-11-28T23:00:00Z, 2026-11-28",
        "Europe/Paris, 2026-11-28T23:00:00Z, 2026-11-28T23:00:00Z, 2026-11-29",
        "Europe/Berlin, 2026-10-24T22:00:00Z, 2026-10-25T10:00:00Z, 2026-10-25",
        "Europe/Berlin, 2026-10-25T10:00:00Z, 2026-10-25T23:00:00Z, 2026-10-25",
        "America/New_York, 2026-11-28T03:00:00Z, 2026-11-28T04:00:00Z, 2026-11-27",
        "Pacific/Apia, 2026-11-27T00:00:00Z, 2026-11-28T00:00:00Z, 2026-11-27 2026-11-28",
        // The clocks go back over midnight, from 00:01 to 23:01 of the day before.
        "America/St_Johns, 2010-11-07T02:30:30Z, 2010-11-07T02:40:00Z, 2010-11-06 2010-11-07",
        "Asia/Kathmandu, 2026-11-27T18:14:59Z, 2026-11-27T18:15:01Z, 2026-11-27 2026-11-28",
    })
    void marksEachLocalDayThatItTouches(String zone, Instant start, Instant end, String days) {
        person.api().patch("/api/organization", Map.of("timeZone", zone)).expect(200);

        SpanIntakeTest.store(desk, span(start, end));

        assertThat(marks()).containsExactly(days.split(" "));
    }

    @Test
    void aPersonsOwnZoneComesBeforeTheOrganizations() {
        person.api()
                .patch("/api/users/" + person.userId(), Map.of("timeZone", "Asia/Tokyo"))
                .expect(200);

        SpanIntakeTest.store(
                desk,
                span(Instant.parse("2026-11-27T15:30:00Z"), Instant.parse("2026-11-27T15:40:00Z")));

        assertThat(marks()).containsExactly("2026-11-28");
    }

    /** Monday to Wednesday were in Paris, whatever the zone is on Thursday. */
    @Test
    void whoMovesMovesNoDayThatIsOver() {
        Instant paris = Instant.parse("2026-11-27T23:30:00Z");
        person.api().patch("/api/organization", Map.of("timeZone", "Europe/Paris")).expect(200);
        SpanIntakeTest.store(desk, span(paris, paris.plusSeconds(60)));
        person.api()
                .patch("/api/users/" + person.userId(), Map.of("timeZone", "America/New_York"))
                .expect(200);

        SpanIntakeTest.store(desk, span(paris.plusSeconds(60), paris.plusSeconds(120)));

        assertThat(marks()).containsExactly("2026-11-28", "2026-11-28");
        assertThat(column("SELECT time_zone FROM person_zones ORDER BY from_day"))
                .containsExactly("Europe/Paris", "America/New_York");
    }

    @Test
    void aResendMarksNothing() {
        Span known =
                span(Instant.parse("2026-11-27T10:00:00Z"), Instant.parse("2026-11-27T11:00:00Z"));
        SpanIntakeTest.store(desk, known);
        SpanIntakeTest.store(desk, known);

        assertThat(marks()).hasSize(1);
    }

    @Test
    void apiPostsMarkAsWell() {
        String session =
                person.api()
                        .post(
                                "/api/sessions",
                                Map.of(
                                        "startTime", "2026-11-27T12:00:00Z",
                                        "endTime", "2026-11-27T13:00:00Z",
                                        "reason", "Forgotten"))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
        execute("DELETE FROM day_marks");
        person.api()
                .post(
                        "/api/sessions/" + session + "/activity",
                        Map.of(
                                "activityType", "active",
                                "durationSeconds", 60,
                                "timestamp", "2026-11-27T12:00:00Z"))
                .expect(201);

        assertThat(marks()).containsExactly("2026-11-27");
    }

    @Test
    void changesMarkTheOldDayAndTheNewAndRemovalsTheirs() {
        SpanIntakeTest.store(
                desk,
                span(Instant.parse("2026-11-27T10:00:00Z"), Instant.parse("2026-11-27T11:00:00Z")));
        execute("DELETE FROM day_marks");

        execute(
                """
                UPDATE intervals SET started_at = started_at - interval '2 days',
                                     ended_at = ended_at - interval '2 days'
                """);
        assertThat(marks()).containsExactly("2026-11-25", "2026-11-27");

        execute("DELETE FROM day_marks");
        execute("DELETE FROM intervals");
        assertThat(marks()).containsExactly("2026-11-25");
    }

    @Test
    void retentionAndErasureLeaveNoMark() {
        SpanIntakeTest.store(
                desk,
                span(Instant.parse("2026-11-27T10:00:00Z"), Instant.parse("2026-11-27T11:00:00Z")));
        execute("DELETE FROM day_marks");

        execute("SET LOCAL astir.unmarked = 'on'", "DELETE FROM intervals");

        assertThat(marks()).isEmpty();
    }

    @Test
    void whoIsGoneLeavesNothingBehind() {
        SpanIntakeTest.store(
                desk,
                span(Instant.parse("2026-11-27T10:00:00Z"), Instant.parse("2026-11-27T11:00:00Z")));
        assertThat(column("SELECT count(*) FROM intervals")).containsExactly("1");

        execute("DELETE FROM users");

        assertThat(column("SELECT count(*) FROM intervals")).containsExactly("0");
        assertThat(marks()).isEmpty();
    }

    @Test
    void aPersonWhoIsNotThereHasNoTime() {
        Device strangers =
                new Device(
                        UUID.randomUUID(),
                        person.organizationId(),
                        UUID.randomUUID(),
                        AgentStatus.ACTIVE,
                        0);

        assertThatThrownBy(() ->
                        SpanIntakeTest.store(
                                strangers,
                                span(
                                        Instant.parse("2026-11-27T10:00:00Z"),
                                        Instant.parse("2026-11-27T11:00:00Z"))))
                .hasMessageContaining("day");
    }

    private void execute(String... statements) {
        app().bean(Transactions.class)
                .inOrganization(
                        person.organizationId(),
                        () -> {
                            for (String sql : statements) {
                                app().bean(JdbcOperations.class)
                                        .prepareStatement(sql, PreparedStatement::execute);
                            }
                        });
    }

    private static Span span(Instant start, Instant end) {
        return new Span(
                UUID.randomUUID().toString(),
                start,
                end,
                Span.Kind.ACTIVE,
                "vim",
                null,
                null,
                null);
    }

    private List<String> marks() {
        return column("SELECT day FROM day_marks ORDER BY day, id");
    }

    private List<String> column(String sql) {
        return app().bean(Transactions.class)
                .inOrganization(
                        person.organizationId(),
                        () ->
                                app().bean(JdbcOperations.class)
                                        .prepareStatement(
                                                sql,
                                                statement -> {
                                                    List<String> values = new ArrayList<>();
                                                    try (ResultSet rows =
                                                            statement.executeQuery()) {
                                                        while (rows.next()) {
                                                            values.add(rows.getString(1));
                                                        }
                                                    }
                                                    return values;
                                                }));
    }
}
