package dev.astir.tracker;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Reads the tracker's tables as anybody would, by SQL. */
public final class ClientActivityTable {
    private final DataSource dataSource;
    private final String table;

    public ClientActivityTable(DataSource dataSource, String table) {
        this.dataSource = dataSource;
        this.table = table;
    }

    public Map<String, Instant> lastSeen() {
        return times("last_seen");
    }

    public Map<String, Instant> createdAt() {
        return times("created_at");
    }

    /** The rows of a table of daily hits. */
    public static Set<ActivityHits> hits(DataSource dataSource, String dailyTable) {
        Set<ActivityHits> hits = new HashSet<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT client_id, activity, day, hits, last_seen FROM "
                                        + dailyTable)) {
            while (rows.next()) {
                hits.add(
                        new ActivityHits(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getObject(3, LocalDate.class),
                                rows.getLong(4),
                                rows.getObject(5, OffsetDateTime.class).toInstant()));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return hits;
    }

    private Map<String, Instant> times(String column) {
        Map<String, Instant> times = new TreeMap<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT client_id, " + column + " FROM " + table)) {
            while (rows.next()) {
                times.put(rows.getString(1), rows.getObject(2, OffsetDateTime.class).toInstant());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return times;
    }
}
