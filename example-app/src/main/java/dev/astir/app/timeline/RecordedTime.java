package dev.astir.app.timeline;

import dev.astir.app.timeline.Recorded.Statement;
import dev.astir.app.timeline.Recorded.Stretch;
import dev.astir.app.timeline.Recorded.Work;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was recorded and stated of a person, in the caller's transaction. By hand, as a day
 * can have 1,500 intervals and a report many days: the framework's mapping takes several times as
 * long. Thread-safe.
 */
@Singleton
class RecordedTime {

    /** No interval is longer than a day, so that none begins earlier than a day before. */
    private static final String STRETCHES =
            """
            SELECT id, started_at, ended_at, kind, app, site, title, url, media FROM intervals
            WHERE organization_id = ? AND person_id = ?
              AND started_at >= CAST(? AS timestamptz) - interval '24 hours'
              AND started_at < COALESCE(?, timestamptz 'infinity') AND ended_at > ?
              AND NOT kept_aside
            """;

    /**
     * Sessions of a person do not overlap, so that of the earlier ones the latest are enough; those
     * that took no time may lie in another, and many in one.
     */
    private static final String SESSIONS =
            """
            (SELECT id, start_time, end_time, project_id, task_id, source FROM work_sessions
             WHERE organization_id = ? AND user_id = ? AND start_time >= ? AND start_time < ?)
            UNION ALL
            (SELECT id, start_time, end_time, project_id, task_id, source FROM work_sessions
             WHERE organization_id = ? AND user_id = ? AND start_time < ?
               AND end_time IS DISTINCT FROM start_time
             ORDER BY start_time DESC LIMIT 3)
            """;

    private static final String STATEMENTS =
            """
            SELECT start_time, end_time, decision, project_id FROM stated_times
            WHERE organization_id = ? AND person_id = ?
              AND start_time < COALESCE(?, timestamptz 'infinity') AND end_time > ?
            """;

    private final JdbcOperations jdbc;

    RecordedTime(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** The sessions of which some part may lie in the time. */
    List<Work> sessions(UUID organizationId, UUID personId, Instant from, Instant to) {
        return jdbc.prepareStatement(
                SESSIONS,
                statement -> {
                    statement.setObject(1, organizationId);
                    statement.setObject(2, personId);
                    statement.setObject(3, utc(from));
                    statement.setObject(4, utc(to));
                    statement.setObject(5, organizationId);
                    statement.setObject(6, personId);
                    statement.setObject(7, utc(from));
                    List<Work> found = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            found.add(RecordedTimeRows.work(rows, 1));
                        }
                    }
                    return found;
                });
    }

    /**
     * All that is known of the time.
     *
     * @param to null for all that comes
     * @param sessions those of the time
     */
    Recorded of(
            UUID organizationId,
            UUID personId,
            Instant from,
            @Nullable Instant to,
            List<Work> sessions) {
        return new Recorded(
                stretches(organizationId, personId, from, to),
                sessions,
                statements(organizationId, personId, from, to));
    }

    private List<Stretch> stretches(
            UUID organizationId, UUID personId, Instant from, @Nullable Instant to) {
        return jdbc.prepareStatement(
                STRETCHES,
                statement -> {
                    statement.setObject(1, organizationId);
                    statement.setObject(2, personId);
                    statement.setObject(3, utc(from));
                    statement.setObject(4, to == null ? null : utc(to));
                    statement.setObject(5, utc(from));
                    List<Stretch> found = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            found.add(
                                    new Stretch(
                                            rows.getObject(1, UUID.class),
                                            RecordedTimeRows.millis(rows, 2),
                                            RecordedTimeRows.millis(rows, 3),
                                            RecordedTimeRows.kind(rows, 4),
                                            rows.getString(5),
                                            rows.getString(6),
                                            rows.getString(7),
                                            rows.getString(8),
                                            rows.getString(9)));
                        }
                    }
                    return found;
                });
    }

    private List<Statement> statements(
            UUID organizationId, UUID personId, Instant from, @Nullable Instant to) {
        return jdbc.prepareStatement(
                STATEMENTS,
                statement -> {
                    statement.setObject(1, organizationId);
                    statement.setObject(2, personId);
                    statement.setObject(3, to == null ? null : utc(to));
                    statement.setObject(4, utc(from));
                    List<Statement> found = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            found.add(RecordedTimeRows.statement(rows, 1));
                        }
                    }
                    return found;
                });
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
