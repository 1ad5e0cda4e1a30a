package dev.astir.benchmarks.intervals;

import dev.astir.benchmarks.PostgresServer;
import java.io.IOException;
import java.sql.SQLException;

/** Who marks the days that a write touches, and from where the zone of the person is. */
enum Marks {
    NONE("no marks"),

    /** The trigger reads a setting of the transaction. */
    TOLD("marks, zone told"),

    /** The trigger joins the table of people: the app's. */
    LOOKED_UP("marks, zone looked up");

    private static final String JOIN =
            "LEFT JOIN people p ON p.organization_id = t.organization_id AND p.id = t.person_id";

    final String title;

    Marks(String title) {
        this.title = title;
    }

    /** Replaces the triggers that are there. */
    void install(PostgresServer postgres) throws SQLException, IOException {
        postgres.execute("DROP FUNCTION IF EXISTS mark_days CASCADE", "TRUNCATE day_marks");
        if (this == NONE) {
            return;
        }
        String sql = Sql.read("marks.sql");
        if (this == TOLD) {
            sql = Sql.with(sql, JOIN, "");
            sql = Sql.with(sql, "p.time_zone", "(SELECT current_setting('astir.time_zone'))");
        }
        postgres.execute(sql);
    }
}
