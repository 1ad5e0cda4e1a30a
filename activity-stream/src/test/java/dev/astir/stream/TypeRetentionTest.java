package dev.astir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.feed.CloseCode;
import dev.astir.stream.feed.FeedSession;
import dev.astir.stream.feed.RecordingSink;
import dev.astir.stream.postgres.StreamSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A type can have an end of its own, sooner than the month that its events are in. */
class TypeRetentionTest {
    private static final Duration KEPT = Duration.ofDays(14);
    private static final Actor ANN = new Actor("ann", "Ann");

    private TestDatabase database;
    private ActivityStream stream;

    @BeforeEach
    void start() {
        database = TestDatabase.migrated();
        OldMonth.ago(2).createIn(database);
        OldMonth.ago(1).createIn(database);
        stream = ActivityStream.of(database.owner());
    }

    @AfterEach
    void stop() {
        stream.close();
        database.close();
    }

    @Test
    void deletesOldEventsOfTheTypeAndLeavesTheRest() {
        ActivityEvent other = event("task.done", 40);
        ActivityEvent recent = event("app.switched", 3);
        publish("a", event("app.switched", 40));
        publish("a", other);
        publish("a", recent);
        publish("b", event("app.switched", 40));
        publish("b", event("app.switched.twice", 40));

        assertThat(stream.retain("app.switched", KEPT)).isEqualTo(2);

        assertThat(stream.page("a", EventFilter.all(), null, 10).items())
                .extracting(ActivityEvent::id)
                .containsExactly(recent.id(), other.id());
        assertThat(stream.page("b", EventFilter.all(), null, 10).items()).hasSize(1);
        assertThat(database.single("SELECT count(*)::text FROM activity_events")).isEqualTo("3");
        assertThat(stream.retain("app.switched", KEPT)).isZero();
    }

    @Test
    void nothingOfItIsLeftNotEvenWhatPeopleSaidAndDeleted() {
        ActivityEvent old = event("app.switched", 40);
        ActivityEvent gone = event("app.switched", 40);
        ActivityEvent other = event("task.done", 40);
        for (ActivityEvent event : new ActivityEvent[] {old, gone, other}) {
            publish("a", event);
            stream.react(FeedReader.of("a"), event.id(), ANN, "👍");
            stream.comment(FeedReader.of("a"), event.id(), NewComment.of(ANN, "why?"));
        }
        stream.delete(FeedReader.of("a"), gone.id());

        assertThat(stream.retain("app.switched", KEPT)).isEqualTo(2);

        for (String table : new String[] {"activity_reactions", "activity_comments"}) {
            assertThat(database.single("SELECT string_agg(event_id::text, ',') FROM " + table))
                    .isEqualTo(other.id().toString());
        }
        assertThat(database.single("SELECT string_agg(id::text, ',') FROM activity_events"))
                .isEqualTo(other.id().toString());
    }

    @Test
    void nobodyResumesFromWhereSomethingIsMissing() {
        publish("a", event("app.switched", 40)); // 1
        publish("a", event("task.done", 40)); // 2
        publish("a", event("app.switched", 40)); // 3
        StreamPosition last = publish("a", event("task.done", 0)); // 4
        publish("b", event("task.done", 40));

        stream.retain("app.switched", KEPT);

        assertThat(recovered(new StreamPosition(last.epoch(), 2))).isEqualTo(false);
        assertThat(recovered(new StreamPosition(last.epoch(), 3))).isEqualTo(true);
        assertThat(recovered(last)).isEqualTo(true);
        assertThat(database.single("SELECT floor::text FROM activity_feeds WHERE feed = 'b'"))
                .isEqualTo("0");
        assertThat(publish("a", event("task.done", 0)).offset()).isEqualTo(5);
    }

    @Test
    void goesOnWhereItCameToAndTakesWhatWasStoredLate() {
        publish("a", event("app.switched", 40));
        stream.retain("app.switched", Duration.ofDays(30));
        // It had got its id a little before, and was stored after that.
        Instant before = Instant.now().minus(Duration.ofDays(30)).minusSeconds(1);
        ActivityEvent late = at("app.switched", before);
        publish("a", late);

        assertThat(stream.retain("app.switched", Duration.ofDays(30))).isEqualTo(1);
    }

    @Test
    void looksAtEverythingOnceADayAndAfterAStart() {
        stream.retain("app.switched", KEPT);
        publish("a", event("app.switched", 40));
        assertThat(stream.retain("app.switched", KEPT)).as("long before").isZero();

        assertThat(stream.retain("app.switched", KEPT.minusDays(1))).as("a day later").isEqualTo(1);

        publish("a", event("app.switched", 40));
        try (ActivityStream restarted = ActivityStream.of(database.owner())) {
            assertThat(restarted.retain("app.switched", KEPT)).isEqualTo(1);
        }
    }

    @Test
    void whatSomebodyHeldIsFoundLater() throws SQLException {
        ActivityEvent held = event("app.switched", 40);
        publish("a", held);
        try (Connection other = database.owner().getConnection()) {
            other.setAutoCommit(false);
            try (Statement statement = other.createStatement()) {
                statement.execute(
                        "SELECT FROM activity_events WHERE id = '" + held.id() + "' FOR UPDATE");
            }
            assertThat(stream.retain("app.switched", KEPT)).isZero();
            other.rollback();
        }

        assertThat(stream.retain("app.switched", KEPT.minusDays(1))).isEqualTo(1);
    }

    @Test
    void takesManyInSeveralTransactions() {
        IntStream.range(0, 2_100)
                .mapToObj(i -> stream.publish("many", event("app.switched", 40)))
                .toList()
                .forEach(stored -> assertThat(stored.join().offset()).isPositive());
        publish("many", event("app.switched", 0));

        assertThat(stream.retain("app.switched", KEPT)).isEqualTo(2_100);

        assertThat(stream.page("many", EventFilter.all(), null, 10).items()).hasSize(1);
    }

    /** However many others there are, no transaction looks at more than a part of them. */
    @Test
    void findsThemBetweenMoreOthersThanOneTransactionLooksAt() {
        publish("a", event("app.switched", 41));
        database.execute(
                """
                INSERT INTO activity_events (id, feed, created, changed, event_type, occurred_at,
                    message, icon, color, important, metadata, search)
                SELECT uuidv7(past), 'b', n, n, 'task.done', now() + past, 'm', 'i', 'red', false,
                       '{}', ''
                FROM (SELECT n, make_interval(secs => n - 40 * 86400) AS past
                      FROM generate_series(1, 20001) AS n) AS numbered
                """);
        publish("a", event("app.switched", 39));
        publish("a", event("app.switched", 3));

        assertThat(stream.retain("app.switched", KEPT)).isEqualTo(2);

        assertThat(database.single("SELECT count(*)::text FROM activity_events"))
                .isEqualTo("20002");
    }

    @Test
    void worksForARoleThatOwnsNothing() {
        database.execute("DROP ROLE IF EXISTS type_retention_user");
        database.execute("CREATE ROLE type_retention_user NOLOGIN");
        StreamSchema.migrate(database.owner(), "type_retention_user");
        publish("a", event("app.switched", 40));
        try (var pool = database.pool("type_retention_user");
                ActivityStream lesser =
                        ActivityStream.builder(pool).retention("app.switched", KEPT).build()) {
            assertThat(lesser.retain("app.switched", KEPT)).isEqualTo(1);
        }
        database.execute("REASSIGN OWNED BY type_retention_user TO postgres");
        database.execute("DROP OWNED BY type_retention_user");
    }

    private StreamPosition publish(String feed, ActivityEvent event) {
        return stream.publish(feed, event).join();
    }

    private Object recovered(StreamPosition after) {
        RecordingSink sink = new RecordingSink();
        FeedSession session = stream.subscribe("a", EventFilter.all(), after, sink);
        Object recovered = sink.await("subscribed", 1).get(0).get("recovered");
        session.close(CloseCode.GOING_AWAY);
        return recovered;
    }

    private static ActivityEvent event(String type, int daysAgo) {
        return at(type, Instant.now().minus(Duration.ofDays(daysAgo)));
    }

    private static ActivityEvent at(String type, Instant time) {
        return ActivityEvent.builder(type)
                .id(TimeOrderedId.at(time))
                .timestamp(time)
                .message("Ann switched")
                .build();
    }
}
