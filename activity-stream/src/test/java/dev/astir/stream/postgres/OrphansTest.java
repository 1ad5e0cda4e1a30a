package dev.astir.stream.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.TestDatabase;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrphansTest {

    @Test
    void deletesWhatBelongsToEventsBeforeAnId() {
        try (TestDatabase database = TestDatabase.migrated()) {
            String ids =
                    "SELECT lpad(to_hex(n), 32, '0')::uuid AS event_id, n FROM"
                            + " generate_series(1, 25000) AS n";
            database.execute(
                    "INSERT INTO activity_reactions (event_id, feed, actor_id, emoji, reacted_at)"
                            + " SELECT event_id, 'f' || n % 3, 'a', '👍', now() FROM ("
                            + ids
                            + ") AS ids");
            database.execute(
                    "INSERT INTO activity_comments"
                            + " (event_id, feed, id, created, depth, body, created_at)"
                            + " SELECT event_id, 'f' || n % 3, event_id, n, 1, 'b', now() FROM ("
                            + ids
                            + ") AS ids");

            long deleted =
                    Orphans.deleteBefore(new Database(database.owner()), new UUID(0, 21_000));

            assertThat(deleted).isEqualTo(2 * 20_999);
            for (String table : new String[] {"activity_reactions", "activity_comments"}) {
                assertThat(database.single("SELECT count(*) FROM " + table)).isEqualTo("4001");
                assertThat(database.single("SELECT min(event_id::text) FROM " + table))
                        .isEqualTo(new UUID(0, 21_000).toString());
            }
        }
    }
}
