package dev.astir.app.timeline;

import dev.astir.app.timeline.Recorded.Statement;
import dev.astir.app.timeline.Recorded.Work;
import dev.astir.app.timeline.Segment.Decision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;

/** Reads rows of what was recorded and stated. Stateless. */
final class RecordedTimeRows {

    private RecordedTimeRows() {}

    /** From id, start, end, project, task and source, of which the first is this column. */
    static Work work(ResultSet rows, int first) throws SQLException {
        return new Work(
                rows.getObject(first, UUID.class),
                millis(rows, first + 1),
                rows.getObject(first + 2) == null ? Long.MAX_VALUE : millis(rows, first + 2),
                rows.getObject(first + 3, UUID.class),
                rows.getObject(first + 4, UUID.class),
                "manual".equals(rows.getString(first + 5)));
    }

    /** From start, end, decision and project, of which the first is this column. */
    static Statement statement(ResultSet rows, int first) throws SQLException {
        return new Statement(
                millis(rows, first),
                millis(rows, first + 1),
                Decision.valueOf(upper(rows.getString(first + 2))),
                rows.getObject(first + 3, UUID.class));
    }

    static Interval.Kind kind(ResultSet rows, int column) throws SQLException {
        return Interval.Kind.valueOf(upper(rows.getString(column)));
    }

    /** Whole milliseconds, cut and not rounded, so that neighbours go on sharing their border. */
    static long millis(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class).toInstant().toEpochMilli();
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
