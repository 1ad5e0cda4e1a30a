package dev.astir.stream.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is attached to an event is found by index, however much is attached to others. */
class ConversationPlanTest {
    private static final UUID EVENT = new UUID(0, 7);
    private static final String ROWS =
            " FROM (SELECT lpad(to_hex(n % 500), 32, '0')::uuid AS event_id, n"
                    + " FROM generate_series(1, 50000) AS n) AS rows";

    private static TestDatabase database;

    @BeforeAll
    static void fill() {
        database = TestDatabase.migrated();
        database.execute(
                "INSERT INTO activity_reactions (event_id, feed, actor_id, emoji, reacted_at)"
                        + " SELECT event_id, 'f', 'actor' || n, '👍', now()"
                        + ROWS);
        database.execute(
                "INSERT INTO activity_comments (event_id, feed, id, created, depth, author_id,"
                        + " body, mentions, created_at) SELECT event_id, 'f', gen_random_uuid(), n,"
                        + " 1, 'actor' || n, 'b', CASE n % 10 WHEN 0 THEN ARRAY['actor' || n]"
                        + " ELSE '{}' END, now()"
                        + ROWS);
        database.execute("ANALYZE activity_reactions, activity_comments");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void readsCommentsInTheirOrder() throws Exception {
        assertThat(plan(CommentTable.PAGE, List.of("f", EVENT, 0L, 51)))
                .contains("activity_comments_page")
                .doesNotContain("Seq Scan", "Sort");
    }

    @Test
    void readsReactionsOfOneEvent() throws Exception {
        assertThat(plan(ReactionTable.READ, List.of("f", EVENT, 1000)))
                .contains("activity_reactions_pkey")
                .doesNotContain("Seq Scan");
    }

    @Test
    void findsAllOfAPersonByIndex() throws Exception {
        assertThat(
                        plan(
                                Eraser.NEXT_ATTACHED,
                                List.of("f", "actor70", "f", "actor70", "f", "actor70")))
                .contains(
                        "activity_reactions_actor",
                        "activity_comments_author",
                        "activity_comments_mentions")
                .doesNotContain("Seq Scan");
    }

    private static String plan(String sql, List<?> values) throws SQLException {
        try (Connection connection = database.owner().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("EXPLAIN (COSTS OFF) " + sql)) {
            Database.bind(statement, values);
            StringBuilder plan = new StringBuilder();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }
}
