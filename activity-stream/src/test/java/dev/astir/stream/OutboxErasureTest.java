package dev.astir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.ActivityStore.Publication;
import dev.astir.stream.postgres.FeedKeeping;
import dev.astir.stream.postgres.PostgresActivityStore;
import dev.astir.stream.postgres.PostgresConversationStore;
import dev.astir.stream.postgres.TransactionOutbox;
import dev.astir.stream.postgres.TransactionOutbox.Sequenced;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Erasing a person whose events wait in the outbox. */
class OutboxErasureTest {
    private static final String OF_MALLORY =
            "SELECT (SELECT count(*) FROM activity_outbox o WHERE o::text LIKE '%mallory%')"
                    + " + (SELECT count(*) FROM activity_events e WHERE e::text LIKE '%mallory%')";
    private static final String WAITING_FOR_LOCKS =
            "SELECT count(*) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND wait_event_type = 'Lock'";

    private final TestDatabase database = TestDatabase.migrated();
    private final TransactionOutbox outbox = new TransactionOutbox(database.owner());
    private final List<Committed> told = new ArrayList<>();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void takesOutWhatWaitsAndWhatWasSetAside() throws Exception {
        write("f", longAgo("mallory"));
        assertThat(outbox.sequence(10).refused()).hasSize(1);
        for (int i = 0; i < 3; i++) {
            write("f", event("mallory"));
        }
        write("f", event("alice"));
        write("other", event("mallory"));

        assertThat(erase("f")).isEqualTo(new Erasure(4, 0, 0, 0, 0));

        assertThat(
                        database.single(
                                "SELECT string_agg(feed || ' ' || actor_id, ', ' ORDER BY number)"
                                        + " FROM activity_outbox"))
                .isEqualTo("f alice, other mallory");
        assertThat(outbox.sequence(10).committed())
                .extracting(Committed::feed)
                .containsExactly("f", "other");
        assertThat(told).isEmpty();
        assertThat(erase("f")).isEqualTo(new Erasure(0, 0, 0, 0, 0));
    }

    @Test
    void takesNamesOutOfWhatOthersHaveWaitingOrSetAside() throws Exception {
        ErasedPerson mallory =
                new ErasedPerson("mallory", Set.of("Mallory Moreau"), "Erased person");
        ActivityEvent naming =
                event("alice").toBuilder()
                        .message("Mallory Moreau, in May")
                        .entity("task", "t1")
                        .entityName("of Mallory Moreau")
                        .metadata(Map.of("to", List.of("mallory moreau", "admin")))
                        .build();
        write("f", longAgo("alice").toBuilder().message("Mallory Moreau").build());
        assertThat(outbox.sequence(10).refused()).hasSize(1);
        write("f", naming);
        write("f", event("alice").toBuilder().entity("user", "mallory").build());
        write("other", naming.toBuilder().id(event("x").id()).build());

        Erasure erasure = new FeedKeeping(database.owner()).erase("f", mallory, told::addAll);

        assertThat(erasure).isEqualTo(new Erasure(1, 0, 0, 0, 2));
        assertThat(
                        database.single(
                                "SELECT string_agg(concat_ws('; ', feed, message, entity_name,"
                                        + " metadata), ' | ' ORDER BY number)"
                                        + " FROM activity_outbox WHERE feed = 'f'"))
                .isEqualTo(
                        "f; Erased person; {} | f; Erased person, in May; of Erased person;"
                                + " {\"to\": [\"Erased person\", \"admin\"]}");
        assertThat(database.single("SELECT message FROM activity_outbox WHERE feed = 'other'"))
                .isEqualTo(naming.message());
    }

    @Test
    void waitsForASequencerThatHasThemInHand() throws Exception {
        new PostgresActivityStore(database.owner(), Clock.systemUTC(), TextSearch.DEFAULT)
                .head("f");
        for (int i = 0; i < 3; i++) {
            write("f", event("mallory"));
        }
        CompletableFuture<Sequenced> sequencing;
        CompletableFuture<Erasure> erasing;
        try (Connection other = transaction();
                Statement statement = other.createStatement()) {
            // The sequencer has read the rows when it comes to wait for this one.
            statement.execute("SELECT FROM activity_feeds WHERE feed = 'f' FOR UPDATE");
            sequencing = inThread(() -> outbox.sequence(10));
            waiting().until(() -> waitingForLocks() == 1);
            erasing = inThread(() -> erase("f"));
            waiting().until(() -> waitingForLocks() == 2 || erasing.isDone());
            other.rollback();
        }

        assertThat(sequencing.join().committed()).hasSize(3);
        assertThat(erasing.join()).isEqualTo(new Erasure(3, 0, 0, 0, 0));
        assertThat(told).hasSize(3).allMatch(one -> one.change().deleted());
        assertThat(database.single(OF_MALLORY)).isEqualTo("0");
        assertThat(outbox.sequence(10).rows()).isZero();
    }

    @Test
    void nothingAppearsAfterwardsWhileNodesAreAtWork() throws Exception {
        int rounds = 30;
        try (ActivityStream node = ActivityStream.of(database.owner());
                ActivityStream second = ActivityStream.of(database.owner())) {
            for (int i = 0; i < rounds; i++) {
                String feed = "busy " + i;
                try (Connection connection = transaction()) {
                    for (String actor : List.of("mallory", "alice", "mallory", "mallory")) {
                        node.publish(connection, feed, event(actor));
                    }
                    connection.commit();
                }

                assertThat(second.eraseActor(feed, "mallory", null))
                        .isEqualTo(new Erasure(3, 0, 0, 0, 0));
            }
            waiting().until(() -> node.outboxStats().waiting() == 0);
            assertThat(node.outboxStats().setAside()).isZero();
        }

        assertThat(database.single(OF_MALLORY)).isEqualTo("0");
        assertThat(database.single("SELECT count(*) FROM activity_events WHERE NOT deleted"))
                .isEqualTo(Integer.toString(rounds));
    }

    /** The common pool may have a single thread, and both have to wait at once. */
    private static <T> CompletableFuture<T> inThread(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> new Thread(task).start());
    }

    private Erasure erase(String feed) {
        return new PostgresConversationStore(database.owner())
                .erase(feed, "mallory", null, told::addAll);
    }

    private void write(String feed, ActivityEvent event) throws SQLException {
        try (Connection connection = transaction()) {
            outbox.write(connection, new Publication(feed, event));
            connection.commit();
        }
    }

    private Connection transaction() throws SQLException {
        Connection connection = database.owner().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private int waitingForLocks() {
        return Integer.parseInt(database.single(WAITING_FOR_LOCKS));
    }

    private static ActivityEvent event(String actor) {
        return complete(ActivityEvent.builder("a.b").actor(actor));
    }

    /** There is no partition for it. */
    private static ActivityEvent longAgo(String actor) {
        UUID id = new UUID(0x0000_0000_1000_7000L, 0x8000_0000_0000_0001L);
        return complete(
                ActivityEvent.builder("a.old").actor(actor).id(id).timestamp(Instant.EPOCH));
    }

    private static ActivityEvent complete(ActivityEvent.Builder event) {
        return event.message("a message").icon("i").color("red").build();
    }

    private static ConditionFactory waiting() {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(5));
    }
}
