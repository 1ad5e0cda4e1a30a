package dev.astir.app.summaries;

import dev.astir.app.summaries.DayFigures.UsageKey;
import dev.astir.app.tenancy.SqlArrays;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tables {@code day_totals} and {@code usage_daily}, by hand for their arrays; in the
 * caller's transaction. Thread-safe.
 */
@Singleton
class DayTableReader {

    private static final String TOTALS =
            """
            SELECT person_id, day, active_ms, private_ms, stated_ms, idle_ms, undecided_ms,
                   discarded_ms,
                   work_ms + COALESCE(greatest(0, round(extract(epoch FROM
                       least(COALESCE(ends_at, 'infinity'), ?) - open_from) * 1000)), 0)::bigint,
                   sessions, first_active, last_active, hours
            FROM day_totals
            WHERE organization_id = ? AND person_id = ANY (?) AND day BETWEEN ? AND ?
            ORDER BY person_id, day
            """;

    private final JdbcOperations jdbc;

    DayTableReader(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What the days of these people came to, by person and day.
     *
     * @param now up to when a session that runs is counted
     */
    List<DayTotal> totals(
            UUID organizationId,
            Collection<UUID> people,
            LocalDate from,
            LocalDate to,
            Instant now) {
        return jdbc.prepareStatement(
                TOTALS,
                statement -> {
                    statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                    statement.setObject(2, organizationId);
                    SqlArrays.set(statement, 3, "uuid", people, id -> id);
                    statement.setObject(4, from);
                    statement.setObject(5, to);
                    List<DayTotal> found = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            found.add(total(rows));
                        }
                    }
                    return found;
                });
    }

    /** What stands in the table of a day's usage. */
    Map<UsageKey, Long> usage(UUID organizationId, UUID personId, LocalDate day) {
        return jdbc.prepareStatement(
                """
                SELECT kind, app, site, project_id, task_id, rule_id, milliseconds FROM usage_daily
                WHERE organization_id = ? AND person_id = ? AND day = ?
                """,
                statement -> {
                    statement.setObject(1, organizationId);
                    statement.setObject(2, personId);
                    statement.setObject(3, day);
                    Map<UsageKey, Long> found = new HashMap<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            found.put(
                                    new UsageKey(
                                            rows.getString(1),
                                            rows.getString(2),
                                            rows.getString(3),
                                            rows.getObject(4, UUID.class),
                                            rows.getObject(5, UUID.class),
                                            rows.getObject(6, UUID.class)),
                                    rows.getLong(7));
                        }
                    }
                    return found;
                });
    }

    private static DayTotal total(ResultSet rows) throws SQLException {
        return new DayTotal(
                rows.getObject(1, UUID.class),
                rows.getObject(2, LocalDate.class),
                rows.getLong(3),
                rows.getLong(4),
                rows.getLong(5),
                rows.getLong(6),
                rows.getLong(7),
                rows.getLong(8),
                rows.getLong(9),
                rows.getInt(10),
                instant(rows, 11),
                instant(rows, 12),
                Arrays.asList((Long[]) rows.getArray(13).getArray()));
    }

    private static @Nullable Instant instant(ResultSet rows, int column) throws SQLException {
        OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
