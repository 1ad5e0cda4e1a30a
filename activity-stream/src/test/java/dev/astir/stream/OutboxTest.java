package dev.astir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.stream.ActivityStore.Publication;
import dev.astir.stream.feed.CloseCode;
import dev.astir.stream.feed.RecordingSink;
import dev.astir.stream.postgres.StreamSchema;
import dev.astir.stream.postgres.TransactionOutbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events that are published in the caller's own transaction. */
class OutboxTest {
    private static TestDatabase database;
    private static ActivityStream stream;

    @BeforeAll
    static void start() {
        database = TestDatabase.migrated();
        stream = ActivityStream.of(database.owner());
    }

    @AfterAll
    static void stop() {
        stream.close();
        database.close();
    }

    @Test
    void deliversWhatWasCommittedInItsOrder() throws Exception {
        RecordingSink sink = new RecordingSink();
        var session = stream.subscribe("live", EventFilter.all(), null, sink);
        sink.await("subscribed", 1);
        try (Connection connection = transaction(database.owner())) {
            for (int i = 0; i < 20; i++) {
                OutboxReceipt receipt = stream.publish(connection, "live", event("n." + i));
                assertThat(receipt.feed()).isEqualTo("live");
            }
            assertThat(database.single("SELECT count(*) FROM activity_outbox")).isEqualTo("0");
            connection.commit();
        }

        List<String> delivered =
                sink.await("put", 20).stream()
                        .map(message -> ((Map<?, ?>) message.get("item")).get("eventType"))
                        .map(String::valueOf)
                        .toList();
        assertThat(delivered).isEqualTo(LongStream.range(0, 20).mapToObj(n -> "n." + n).toList());
        assertThat(stream.outboxStats()).isEqualTo(new OutboxStats(0, null, 0));
        session.close(CloseCode.GOING_AWAY);
    }

    @Test
    void leavesNothingOfWhatWasRolledBack() throws Exception {
        try (Connection connection = transaction(database.owner())) {
            stream.publish(connection, "undone", event("a.undone"));
            connection.rollback();
            stream.publish(connection, "undone", event("a.done"));
            connection.commit();
        }

        assertThat(awaitTypes(stream, "undone", 1)).containsExactly("a.done");
    }

    @Test
    void refusesABadEventBeforeItTouchesTheTransaction() throws Exception {
        try (Connection connection = transaction(database.owner())) {
            assertThatThrownBy(() -> stream.publish(connection, "", event("a.b")))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("feed");
            stream.publish(connection, "refused", event("a.b"));
            connection.commit();
        }

        assertThat(awaitTypes(stream, "refused", 1)).containsExactly("a.b");
    }

    @Test
    void aTransactionThatStaysOpenDelaysOnlyItself() throws Exception {
        try (Connection slow = transaction(database.owner());
                Connection quick = transaction(database.owner())) {
            stream.publish(slow, "slow", event("a.slow"));
            for (int i = 1; i <= 3; i++) {
                stream.publish(quick, "slow", event("a.quick"));
                quick.commit();
                assertThat(awaitTypes(stream, "slow", i)).containsOnly("a.quick");
            }
            stream.publish("slow", event("a.direct")).join();
            slow.commit();
        }

        assertThat(awaitTypes(stream, "slow", 5))
                .containsExactly("a.slow", "a.direct", "a.quick", "a.quick", "a.quick");
    }

    @Test
    void publishingAnIdAgainIsHarmless() throws Exception {
        ActivityEvent direct = event("a.direct");
        ActivityEvent twice = event("a.twice");
        stream.publish("again", direct).join();
        try (Connection connection = transaction(database.owner())) {
            stream.publish(connection, "again", direct);
            stream.publish(connection, "again", twice);
            stream.publish(connection, "again", twice);
            stream.publish(connection, "again", event("a.last"));
            connection.commit();
        }

        assertThat(awaitTypes(stream, "again", 3)).containsExactly("a.last", "a.twice", "a.direct");
        assertThat(head("again")).isEqualTo(3);
        assertThat(stream.outboxStats().setAside()).isZero();
    }

    @Test
    void setsAsideWhatCannotBeStoredAndGoesOn() throws Exception {
        try (TestDatabase own = TestDatabase.migrated();
                ActivityStream node = ActivityStream.of(own.owner())) {
            ActivityEvent taken = event("a.taken");
            node.publish("other", taken).join();
            try (Connection connection = transaction(own.owner())) {
                node.publish(connection, "mixed", event("a.first"));
                node.publish(connection, "mixed", longAgo());
                node.publish(connection, "mixed", taken);
                node.publish(connection, "mixed", event("a.last"));
                connection.commit();
            }

            assertThat(awaitTypes(node, "mixed", 2)).containsExactly("a.last", "a.first");
            waiting().until(() -> node.outboxStats().setAside() == 2);
            assertThat(node.outboxStats()).isEqualTo(new OutboxStats(0, null, 2));
            assertThat(
                            own.single(
                                    "SELECT string_agg(error, '|' ORDER BY number)"
                                            + " FROM activity_outbox"))
                    .contains("no partition")
                    .contains("duplicate key");
        }
    }

    @Test
    void anotherNodeGoesOnAfterACrash() throws Exception {
        try (TestDatabase own = TestDatabase.migrated()) {
            // A node that ends between the caller's commit and the next step leaves just this.
            TransactionOutbox dead = new TransactionOutbox(own.owner());
            try (Connection connection = transaction(own.owner())) {
                for (String type : List.of("a.first", "a.second")) {
                    dead.write(connection, new Publication("crash", complete(event(type))));
                }
                connection.commit();
            }
            OutboxStats left = dead.stats();
            assertThat(left.waiting()).isEqualTo(2);
            assertThat(left.oldest()).isBetween(Instant.now().minusSeconds(60), Instant.now());

            try (ActivityStream next = ActivityStream.of(own.owner())) {
                assertThat(awaitTypes(next, "crash", 2)).containsExactly("a.second", "a.first");
            }
        }
    }

    @Test
    void twoNodesAndDirectPublishersLoseAndRepeatNothing() throws Exception {
        int writers = 6;
        int transactions = 40;
        int each = 3;
        try (ActivityStream second = ActivityStream.of(database.owner())) {
            List<Thread> threads = new ArrayList<>();
            List<Throwable> failures = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                ActivityStream node = w % 2 == 0 ? stream : second;
                String writer = "w" + w;
                boolean isDirect = w >= 4;
                Thread thread =
                        new Thread(() -> {
                            for (int t = 0; t < transactions; t++) {
                                write(node, writer + "." + t, each, isDirect);
                            }
                        });
                thread.setUncaughtExceptionHandler((t, e) -> {
                    synchronized (failures) {
                        failures.add(e);
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(failures).isEmpty();
        }

        int all = writers * transactions * each;
        waiting().until(() -> head("busy") >= all);
        assertThat(
                        database.single(
                                "SELECT count(DISTINCT created) || ' ' || min(created) || ' '"
                                        + " || max(created) || ' ' || count(DISTINCT id)"
                                        + " FROM activity_events WHERE feed = 'busy'"))
                .isEqualTo(all + " 1 " + all + " " + all);
        // The events of a transaction carry its name and their number in it.
        assertThat(
                        database.single(
                                "SELECT count(*) FROM (SELECT string_agg(metadata ->> 'n', ''"
                                        + " ORDER BY created) AS numbers FROM activity_events"
                                        + " WHERE feed = 'busy' GROUP BY event_type) AS grouped"
                                        + " WHERE numbers <> '012'"))
                .isEqualTo("0");
    }

    @Test
    void worksForARoleThatOwnsNothing() throws Exception {
        try (TestDatabase own = TestDatabase.empty()) {
            own.execute("DROP ROLE IF EXISTS outbox_user");
            own.execute("CREATE ROLE outbox_user NOLOGIN");
            StreamSchema.migrate(own.owner(), "outbox_user");
            try (var pool = own.pool("outbox_user");
                    ActivityStream lesser = ActivityStream.of(pool)) {
                try (Connection connection = transaction(pool)) {
                    lesser.publish(connection, "f", event("a.b"));
                    connection.commit();
                }
                assertThat(awaitTypes(lesser, "f", 1)).containsExactly("a.b");
            }
        }
    }

    /** As docs/stream.md says. */
    @Test
    void twoRightsAreEnoughForARoleThatOnlyPublishes() throws Exception {
        try (TestDatabase own = TestDatabase.migrated()) {
            own.execute("DROP ROLE IF EXISTS outbox_publisher");
            own.execute("CREATE ROLE outbox_publisher NOLOGIN");
            own.execute("GRANT INSERT, SELECT (number) ON activity_outbox TO outbox_publisher");
            try (var pool = own.pool("outbox_publisher");
                    ActivityStream node = ActivityStream.of(own.owner())) {
                try (Connection connection = transaction(pool)) {
                    node.publish(connection, "f", event("a.b"));
                    connection.commit();
                }
                assertThat(awaitTypes(node, "f", 1)).containsExactly("a.b");
            } finally {
                own.execute("DROP OWNED BY outbox_publisher");
                own.execute("DROP ROLE outbox_publisher");
            }
        }
    }

    private static void write(ActivityStream node, String type, int events, boolean isDirect) {
        if (isDirect) {
            for (int i = 0; i < events; i++) {
                var unused = node.publish("busy", numbered(type, i)).join();
            }
            return;
        }
        try (Connection connection = transaction(database.owner())) {
            for (int i = 0; i < events; i++) {
                node.publish(connection, "busy", numbered(type, i));
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ActivityEvent event(String type) {
        return ActivityEvent.builder(type).build();
    }

    private static ActivityEvent numbered(String type, int number) {
        return ActivityEvent.builder(type).metadata("n", number).build();
    }

    private static ActivityEvent complete(ActivityEvent event) {
        return stream.enrich("any", event);
    }

    private static ActivityEvent longAgo() {
        UUID id = new UUID(0x0000_0000_1000_7000L, 0x8000_0000_0000_0001L);
        return ActivityEvent.builder("a.old").id(id).timestamp(Instant.EPOCH).build();
    }

    private static long head(String feed) {
        return stream.page(feed, EventFilter.all(), null, 1).position().offset();
    }

    private static Connection transaction(DataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static List<String> awaitTypes(ActivityStream node, String feed, int count) {
        waiting().until(() -> types(node, feed).size() >= count);
        return types(node, feed);
    }

    private static List<String> types(ActivityStream node, String feed) {
        return node.page(feed, EventFilter.all(), null, 200).items().stream()
                .map(ActivityEvent::eventType)
                .toList();
    }

    private static ConditionFactory waiting() {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(5));
    }
}
