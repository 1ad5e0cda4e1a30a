package dev.astir.stream.postgres;

import dev.astir.stream.ActivityStore.Change;
import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.ActivityStore.Publication;
import dev.astir.stream.InvalidInputException;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.postgres.TransactionOutbox.Sequenced;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pass through the outbox in one transaction: rows leave it in the same commit that gives their
 * events positions, so each gets exactly one, whatever crashes. A row that cannot be stored is set
 * aside, and the others go on. Used once, by one thread.
 */
final class Sequencing {
    /** Waits until nobody is at it, and keeps others from it until the transaction ends. */
    static final String WAIT = "SELECT pg_advisory_xact_lock(hashtext('astir_stream_outbox'))";

    private static final String LOCK =
            "SELECT pg_try_advisory_xact_lock(hashtext('astir_stream_outbox'))";
    private static final String WAITING =
            "SELECT "
                    + EventRows.COLUMNS
                    + ", number, feed FROM activity_outbox WHERE error IS NULL"
                    + " ORDER BY number LIMIT ?";
    private static final String IS_THERE = "SELECT FROM activity_events WHERE feed = ? AND id = ?";
    private static final String DELETE = "DELETE FROM activity_outbox WHERE number = ANY (?)";
    private static final String SET_ASIDE = "UPDATE activity_outbox SET error = ? WHERE number = ?";

    /**
     * Classes of SQLSTATE that say nothing about the row: connection, transaction rollback,
     * resources, locks, operator, system.
     */
    private static final Set<String> NOT_THE_ROWS_FAULT =
            Set.of("08", "40", "53", "55", "57", "58");

    private final Connection connection;
    private final List<Committed> committed = new ArrayList<>();
    private final List<Long> done = new ArrayList<>();
    private final Map<Long, String> refused = new LinkedHashMap<>();

    Sequencing(Connection connection) {
        this.connection = connection;
    }

    Sequenced run(int limit) throws SQLException {
        boolean isAlone =
                Database.query(
                        connection,
                        LOCK,
                        statement -> {},
                        rows -> rows.next() && rows.getBoolean(1));
        if (!isAlone) {
            return new Sequenced(List.of(), Map.of(), 0, false);
        }
        List<Row> rows =
                Database.query(
                        connection, WAITING, statement -> statement.setInt(1, limit), this::read);
        SQLException failure = append(rows);
        if (failure != null) {
            for (Row row : rows) {
                appendAlone(row);
            }
        }
        int deleted =
                Database.update(
                        connection,
                        DELETE,
                        statement ->
                                statement.setArray(
                                        1,
                                        connection.createArrayOf(
                                                "int8", done.toArray(new Long[0]))));
        for (Map.Entry<Long, String> each : refused.entrySet()) {
            setAside(each.getKey(), each.getValue());
        }
        return new Sequenced(
                List.copyOf(committed), Map.copyOf(refused), deleted + refused.size(), true);
    }

    private List<Row> read(ResultSet rows) throws SQLException {
        List<Row> read = new ArrayList<>();
        while (rows.next()) {
            long number = rows.getLong("number");
            try {
                Publication publication =
                        new Publication(rows.getString("feed"), EventRows.event(rows));
                read.add(new Row(number, publication));
            } catch (InvalidInputException e) {
                // Somebody wrote it without this library.
                refused.put(number, String.valueOf(e.getMessage()));
            }
        }
        return read;
    }

    /** An event that is there already was published before, which is harmless. */
    private void appendAlone(Row row) throws SQLException {
        SQLException failure = append(List.of(row));
        if (failure == null) {
            return;
        }
        boolean isThere =
                Database.query(
                        connection,
                        IS_THERE,
                        statement -> {
                            statement.setString(1, row.publication.feed());
                            statement.setObject(2, row.publication.event().id());
                        },
                        ResultSet::next);
        if (isThere) {
            done.add(row.number);
        } else {
            refused.put(row.number, Database.reason(failure.getSQLState(), failure.getMessage()));
        }
    }

    /** Appends all of them or none; returns why not, if it is one of the rows' fault. */
    private @Nullable SQLException append(List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return null;
        }
        Savepoint before = connection.setSavepoint();
        try {
            Append append = new Append(rows.stream().map(Row::publication).toList());
            List<StreamPosition> positions =
                    Database.query(
                            connection,
                            Append.SQL,
                            statement -> append.bind(statement, PostgresActivityStore::newEpoch),
                            append::positions);
            connection.releaseSavepoint(before);
            for (int i = 0; i < positions.size(); i++) {
                note(rows.get(i), positions.get(i));
            }
            return null;
        } catch (SQLException e) {
            String state = e.getSQLState();
            if (state == null || NOT_THE_ROWS_FAULT.contains(state.substring(0, 2))) {
                throw e;
            }
            connection.rollback(before);
            return e;
        }
    }

    private void note(Row row, StreamPosition position) {
        long offset = position.offset();
        Publication publication = row.publication;
        Change change = new Change(publication.event(), offset, offset, false);
        committed.add(new Committed(publication.feed(), position, change, null, null));
        done.add(row.number);
    }

    private void setAside(long number, String error) throws SQLException {
        int unused =
                Database.update(
                        connection,
                        SET_ASIDE,
                        statement -> {
                            statement.setString(1, error);
                            statement.setLong(2, number);
                        });
    }

    private record Row(long number, Publication publication) {}
}
