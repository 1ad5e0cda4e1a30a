package dev.astir.app.summaries;

import dev.astir.app.summaries.DayFigures.UsageKey;
import dev.astir.app.tenancy.SqlArrays;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the tables {@code day_totals} and {@code usage_daily}, by hand for their arrays; in the
 * caller's transaction. Thread-safe.
 */
@Singleton
class DayTable {

    private static final String INSERT_TOTAL =
            """
            INSERT INTO day_totals (organization_id, person_id, day, starts_at, ends_at, active_ms,
                private_ms, stated_ms, idle_ms, undecided_ms, discarded_ms, work_ms, sessions,
                first_active, last_active, open_from, hours, computed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String INSERT_USAGE =
            """
            INSERT INTO usage_daily (organization_id, person_id, day, kind, app, site, project_id,
                task_id, rule_id, milliseconds)
            SELECT ?, ?, ?, * FROM unnest(?::text[], ?::text[], ?::text[], ?::uuid[], ?::uuid[],
                                          ?::uuid[], ?::bigint[])
            """;

    private final JdbcOperations jdbc;

    DayTable(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Puts these figures in the place of what was there of the day. */
    void replace(UUID organizationId, UUID personId, DayFigures figures, Instant now) {
        LocalDate day = figures.line().day().date();
        for (String table : List.of("usage_daily", "day_totals")) {
            jdbc.prepareStatement(
                    "DELETE FROM "
                            + table
                            + " WHERE organization_id = ? AND person_id = ? AND day = ?",
                    statement -> {
                        of(statement, organizationId, personId, day);
                        return statement.executeUpdate();
                    });
        }
        if (figures.line().sessions() == 0 && figures.usage().isEmpty()) {
            return;
        }
        jdbc.prepareStatement(
                INSERT_TOTAL,
                statement -> {
                    of(statement, organizationId, personId, day);
                    statement.setObject(4, utc(figures.line().start()));
                    statement.setObject(5, utc(figures.line().end()));
                    statement.setLong(6, figures.activeMillis());
                    statement.setLong(7, figures.privateMillis());
                    statement.setLong(8, figures.statedMillis());
                    statement.setLong(9, figures.idleMillis());
                    statement.setLong(10, figures.undecidedMillis());
                    statement.setLong(11, figures.discardedMillis());
                    statement.setLong(12, figures.workMillis());
                    statement.setInt(13, figures.line().sessions());
                    statement.setObject(14, utc(figures.firstActive()));
                    statement.setObject(15, utc(figures.lastActive()));
                    statement.setObject(16, utc(figures.line().openFrom()));
                    statement.setArray(
                            17,
                            statement
                                    .getConnection()
                                    .createArrayOf("bigint", figures.hours().toArray()));
                    statement.setObject(18, now.atOffset(ZoneOffset.UTC));
                    return statement.executeUpdate();
                });
        List<Map.Entry<UsageKey, Long>> usage = List.copyOf(figures.usage().entrySet());
        jdbc.prepareStatement(
                INSERT_USAGE,
                statement -> {
                    of(statement, organizationId, personId, day);
                    SqlArrays.set(statement, 4, "text", usage, entry -> entry.getKey().kind());
                    SqlArrays.set(statement, 5, "text", usage, entry -> entry.getKey().app());
                    SqlArrays.set(statement, 6, "text", usage, entry -> entry.getKey().site());
                    SqlArrays.set(statement, 7, "uuid", usage, entry -> entry.getKey().projectId());
                    SqlArrays.set(statement, 8, "uuid", usage, entry -> entry.getKey().taskId());
                    SqlArrays.set(statement, 9, "uuid", usage, entry -> entry.getKey().ruleId());
                    SqlArrays.set(statement, 10, "bigint", usage, Map.Entry::getValue);
                    return statement.executeUpdate();
                });
    }

    private static void of(
            PreparedStatement statement, UUID organizationId, UUID personId, LocalDate day)
            throws SQLException {
        statement.setObject(1, organizationId);
        statement.setObject(2, personId);
        statement.setObject(3, day);
    }

    private static @Nullable OffsetDateTime utc(@Nullable Long millis) {
        return millis == null || millis == Long.MAX_VALUE
                ? null
                : Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }
}
