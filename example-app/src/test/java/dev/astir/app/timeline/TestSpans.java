package dev.astir.app.timeline;

import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.devices.AgentStatus;
import dev.astir.app.devices.Device;
import dev.astir.app.tenancy.Transactions;
import dev.astir.protocol.Span;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Time that agents captured, stored as they bring it. */
public final class TestSpans {

    private TestSpans() {}

    private abstract static class Shared extends AppTest {
        static TestApp shared() {
            return app();
        }
    }

    /** A computer of the person. */
    public static Device device(Person person) {
        return new Device(
                UUID.randomUUID(), person.organizationId(), person.userId(), AgentStatus.ACTIVE, 0);
    }

    /** Work in an application. */
    public static void active(Device device, Instant start, Instant end, @Nullable String app) {
        store(device, start, end, Span.Kind.ACTIVE, app);
    }

    /** Nobody typed. */
    public static void idle(Device device, Instant start, Instant end) {
        store(device, start, end, Span.Kind.IDLE, null);
    }

    private static void store(
            Device device, Instant start, Instant end, Span.Kind kind, @Nullable String app) {
        Span span = new Span(UUID.randomUUID().toString(), start, end, kind, app, null, null, null);
        Shared.shared()
                .bean(Transactions.class)
                .inOrganization(
                        device.organizationId(),
                        () ->
                                Shared.shared()
                                        .bean(SpanIntake.class)
                                        .store(device, List.of(span), Instant.now()));
    }

    /** A finished session. */
    public static UUID session(Person person, Instant start, Instant end) {
        UUID id = UUID.randomUUID();
        execute(
                person,
                """
                INSERT INTO work_sessions (organization_id, id, user_id, start_time, end_time, status)
                VALUES ('%s', '%s', '%s', '%s', '%s', 'stopped')
                """
                        .formatted(person.organizationId(), id, person.userId(), start, end));
        return id;
    }

    /** A session that began some time before it did. */
    public static void begunEarlier(Person person, String session, int seconds) {
        execute(
                person,
                "UPDATE work_sessions SET start_time = start_time - interval '%d seconds' WHERE id = '%s'"
                        .formatted(seconds, session));
    }

    /** Changes what is stored of the person's organization. */
    public static void execute(Person person, String sql) {
        Shared.shared()
                .bean(Transactions.class)
                .inOrganization(
                        person.organizationId(),
                        () ->
                                Shared.shared()
                                        .bean(JdbcOperations.class)
                                        .prepareStatement(sql, PreparedStatement::execute));
    }

    /** Milliseconds of the union of active time by day, as the database's own ranges tell it. */
    public static Map<LocalDate, Long> unionByDay(Person reader, UUID personId) {
        return Shared.shared()
                .bean(Transactions.class)
                .inOrganization(
                        reader.organizationId(),
                        () ->
                                Shared.shared()
                                        .bean(JdbcOperations.class)
                                        .prepareStatement(
                                                UNION_BY_DAY,
                                                statement -> {
                                                    statement.setObject(1, reader.organizationId());
                                                    statement.setObject(2, personId);
                                                    Map<LocalDate, Long> days = new HashMap<>();
                                                    try (ResultSet rows =
                                                            statement.executeQuery()) {
                                                        while (rows.next()) {
                                                            days.put(
                                                                    rows.getObject(
                                                                            1, LocalDate.class),
                                                                    rows.getLong(2));
                                                        }
                                                    }
                                                    return days;
                                                }));
    }

    /** In the zone of the tests' organizations. */
    private static final String UNION_BY_DAY =
            """
            WITH worked AS (
                SELECT range_agg(tstzrange(started_at, ended_at)) AS times FROM intervals
                WHERE organization_id = ? AND person_id = ? AND kind = 'active'),
            days AS (
                SELECT d::date AS day, tstzrange(d AT TIME ZONE 'Europe/Berlin',
                       (d + interval '1 day') AT TIME ZONE 'Europe/Berlin') AS bounds
                FROM generate_series(timestamp '2026-11-20', '2026-11-27', interval '1 day') d)
            SELECT day, sum(extract(epoch FROM upper(r) - lower(r)) * 1000)::bigint
            FROM days, worked, unnest(worked.times * tstzmultirange(days.bounds)) AS r
            GROUP BY day
            """;
}
