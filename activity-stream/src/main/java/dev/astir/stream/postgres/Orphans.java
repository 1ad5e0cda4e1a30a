package dev.astir.stream.postgres;

import java.util.List;
import java.util.UUID;

/**
 * Deletes what was attached to events that retention has dropped with their partition. It belongs
 * to no feed: a partition holds events of all. Stateless.
 */
final class Orphans {
    private static final int BATCH = 10_000;

    private Orphans() {}

    /**
     * Deletes the reactions and comments of all events before this id, in transactions of a bounded
     * size.
     *
     * @param firstKept the lower bound of the oldest partition that is left
     * @return how many rows are gone
     */
    static long deleteBefore(Database database, UUID firstKept) {
        return deleteFrom("activity_reactions", database, firstKept)
                + deleteFrom("activity_comments", database, firstKept);
    }

    private static long deleteFrom(String table, Database database, UUID firstKept) {
        String sql =
                "DELETE FROM "
                        + table
                        + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM "
                        + table
                        + " WHERE event_id < ? LIMIT "
                        + BATCH
                        + "))";
        long all = 0;
        int deleted;
        do {
            deleted =
                    database.run(
                            "delete from " + table,
                            sql,
                            statement -> {
                                Database.bind(statement, List.of(firstKept));
                                return statement.executeUpdate();
                            });
            all += deleted;
        } while (deleted == BATCH);
        return all;
    }
}
