package dev.astir.app.timeline;

import dev.astir.app.days.Day;
import dev.astir.app.tenancy.SqlArrays;
import dev.astir.app.timeline.Recorded.Statement;
import dev.astir.app.timeline.Recorded.Stretch;
import dev.astir.app.timeline.Recorded.Work;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was recorded and stated of many people in three questions, in the caller's
 * transaction. What touches is united by the database: 200 people have 100,000 intervals in a day,
 * and when they worked is in a few thousand stretches. Thread-safe.
 */
@Singleton
class RecordedTimes {

    private static final String OF_EACH =
            "FROM unnest(?::uuid[], ?::timestamptz[], ?::timestamptz[]) AS d (person_id, since, until)\n";

    /** As {@link RecordedTime} has it: those that begin in the time, and the latest before it. */
    private static final String SESSIONS =
            """
            SELECT d.person_id, s.id, s.start_time, s.end_time, s.project_id, s.task_id, s.source
            """
                    + OF_EACH
                    + """
                    CROSS JOIN LATERAL (
                        (SELECT id, start_time, end_time, project_id, task_id, source
                         FROM work_sessions
                         WHERE organization_id = ? AND user_id = d.person_id
                           AND start_time >= d.since AND start_time < d.until)
                        UNION ALL
                        (SELECT id, start_time, end_time, project_id, task_id, source
                         FROM work_sessions
                         WHERE organization_id = ? AND user_id = d.person_id
                           AND start_time < d.since
                           AND end_time IS DISTINCT FROM start_time
                         ORDER BY start_time DESC LIMIT 3)) s
                    """;

    private static final String STRETCHES =
            """
            SELECT person_id, kind, lower(stretch), upper(stretch)
            FROM (SELECT i.person_id, i.kind,
                         unnest(range_agg(tstzrange(i.started_at, i.ended_at))) AS stretch
            """
                    + OF_EACH
                    + """
                    JOIN intervals i ON i.organization_id = ? AND i.person_id = d.person_id
                        AND i.started_at >= d.since - interval '24 hours'
                        AND i.started_at < d.until AND i.ended_at > d.since AND NOT i.kept_aside
                    GROUP BY i.person_id, i.kind) AS united
                    """;

    private static final String STATEMENTS =
            """
            SELECT s.person_id, s.start_time, s.end_time, s.decision, s.project_id
            """
                    + OF_EACH
                    + """
                    JOIN stated_times s ON s.organization_id = ? AND s.person_id = d.person_id
                        AND s.start_time < d.until AND s.end_time > d.since
                    """;

    private static final UUID UNITED = new UUID(0, 0);

    private final JdbcOperations jdbc;

    RecordedTimes(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** The sessions of which some part may lie in the days. */
    Map<UUID, List<Work>> sessions(UUID organizationId, Map<UUID, Day> days) {
        return read(
                SESSIONS,
                days,
                Day::start,
                Day::end,
                organizationId,
                2,
                rows -> RecordedTimeRows.work(rows, 2));
    }

    /** All that is known of these times, of everybody who is asked for. */
    Map<UUID, Recorded> of(
            UUID organizationId, Map<UUID, DaySpan> spans, Map<UUID, List<Work>> sessions) {
        Map<UUID, List<Stretch>> stretches =
                read(
                        STRETCHES,
                        spans,
                        DaySpan::from,
                        DaySpan::to,
                        organizationId,
                        1,
                        rows ->
                                new Stretch(
                                        UNITED,
                                        RecordedTimeRows.millis(rows, 3),
                                        RecordedTimeRows.millis(rows, 4),
                                        RecordedTimeRows.kind(rows, 2),
                                        null,
                                        null,
                                        null,
                                        null,
                                        null));
        Map<UUID, List<Statement>> statements =
                read(
                        STATEMENTS,
                        spans,
                        DaySpan::from,
                        DaySpan::to,
                        organizationId,
                        1,
                        rows -> RecordedTimeRows.statement(rows, 2));
        Map<UUID, Recorded> found = new LinkedHashMap<>();
        for (UUID person : spans.keySet()) {
            found.put(
                    person,
                    new Recorded(
                            stretches.getOrDefault(person, List.of()),
                            sessions.getOrDefault(person, List.of()),
                            statements.getOrDefault(person, List.of())));
        }
        return found;
    }

    /** Reads one row. */
    private interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /**
     * @param times how often the question names the organization
     */
    private <S, T> Map<UUID, List<T>> read(
            String question,
            Map<UUID, S> asked,
            Function<S, Instant> from,
            Function<S, @Nullable Instant> to,
            UUID organizationId,
            int times,
            Reader<T> reader) {
        return jdbc.prepareStatement(
                question,
                statement -> {
                    SqlArrays.set(statement, 1, "uuid", asked.keySet(), id -> id);
                    SqlArrays.set(
                            statement,
                            2,
                            "timestamptz",
                            asked.values(),
                            each -> from.apply(each) + "");
                    SqlArrays.set(
                            statement,
                            3,
                            "timestamptz",
                            asked.values(),
                            each -> {
                                Instant end = to.apply(each);
                                return end == null ? "infinity" : end.toString();
                            });
                    for (int i = 0; i < times; i++) {
                        statement.setObject(4 + i, organizationId);
                    }
                    Map<UUID, List<T>> found = new LinkedHashMap<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            found.computeIfAbsent(
                                            rows.getObject(1, UUID.class), id -> new ArrayList<>())
                                    .add(reader.read(rows));
                        }
                    }
                    return found;
                });
    }
}
