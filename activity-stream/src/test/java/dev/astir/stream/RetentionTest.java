package dev.astir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.stream.feed.CloseCode;
import dev.astir.stream.feed.FeedSession;
import dev.astir.stream.feed.RecordingSink;
import dev.astir.stream.postgres.StreamSchema;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Old months go as a whole, and nobody takes what is missing for nothing. */
class RetentionTest {
    private static final Duration KEPT = Duration.ofDays(365);
    private static final Actor ANN = new Actor("ann", "Ann");

    private TestDatabase database;
    private ActivityStream stream;

    @BeforeEach
    void start() {
        database = TestDatabase.migrated();
        for (int months : new int[] {30, 20, 11}) {
            OldMonth.ago(months).createIn(database);
        }
        stream = ActivityStream.of(database.owner());
    }

    @AfterEach
    void stop() {
        stream.close();
        database.close();
    }

    @Test
    void dropsWholeMonthsThatAreOlder() {
        publish("a", event(30));
        publish("a", event(20));
        ActivityEvent kept = event(11);
        publish("a", kept);
        publish("a", event(0));

        assertThat(stream.retain(KEPT)).isEqualTo(2);

        assertThat(stream.page("a", EventFilter.all(), null, 10).items())
                .extracting(ActivityEvent::id)
                .hasSize(2)
                .contains(kept.id());
        assertThat(stream.retain(KEPT)).isZero();
        assertThat(publish("a", event(0)).offset()).isEqualTo(5);
        assertThat(partitions()).contains(name(11), name(0));
        assertThat(partitions()).doesNotContain(name(30), name(20));
    }

    @Test
    void neverDropsThePresentMonthHoweverShortTheTime() {
        publish("a", event(0));

        stream.retain(Duration.ofNanos(1));

        assertThat(stream.page("a", EventFilter.all(), null, 10).items()).hasSize(1);
        assertThat(partitions()).contains(name(0));
    }

    @Test
    void raisesTheFloorToTheLastOffsetThatIsGone() {
        ActivityEvent old = event(20);
        publish("floor", old); // 1
        publish("floor", event(0)); // 2
        stream.react(FeedReader.of("floor"), old.id(), ANN, "👍"); // 3
        StreamPosition last = publish("floor", event(0)); // 4
        publish("untouched", event(0));

        stream.retain(KEPT);

        assertThat(floor("floor")).isEqualTo("3");
        assertThat(floor("untouched")).isEqualTo("0");
        assertThat(recovered("floor", new StreamPosition(last.epoch(), 2))).isEqualTo(false);
        assertThat(recovered("floor", new StreamPosition(last.epoch(), 3))).isEqualTo(true);
        assertThat(recovered("floor", last)).isEqualTo(true);
    }

    @Test
    void aLiveSubscriberLosesNothingWhileAnotherNodeDrops() {
        StreamPosition first = publish("live", event(20));
        publish("live", event(20));
        RecordingSink sink = new RecordingSink();
        FeedSession session = stream.subscribe("live", EventFilter.all(), null, sink);
        sink.await("subscribed", 1);
        try (ActivityStream other = ActivityStream.of(database.owner())) {
            other.retain(KEPT);
            other.publish("live", event(0)).join();
        }

        assertThat(sink.await("put", 1).get(0).get("position")).isEqualTo(first.epoch() + "-3");
        session.close(CloseCode.GOING_AWAY);
    }

    @Test
    void deletesWhatBelongedToTheEvents() {
        ActivityEvent old = event(20);
        ActivityEvent recent = event(0);
        for (ActivityEvent event : new ActivityEvent[] {old, recent}) {
            publish("talk", event);
            stream.react(FeedReader.of("talk"), event.id(), ANN, "👍");
            stream.comment(FeedReader.of("talk"), event.id(), NewComment.of(ANN, "well done"));
        }

        stream.retain(KEPT);

        assertThat(
                        database.single(
                                "SELECT string_agg(event_id::text, ',') FROM activity_reactions"))
                .isEqualTo(recent.id().toString());
        assertThat(database.single("SELECT string_agg(event_id::text, ',') FROM activity_comments"))
                .isEqualTo(recent.id().toString());
    }

    @Test
    void givesUpRatherThanHoldUpPublishers() throws Exception {
        publish("busy", event(20));
        try (Connection reader = database.owner().getConnection();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("SELECT * FROM activity_events");
            assertThatThrownBy(() -> stream.retain(KEPT))
                    .isInstanceOf(StreamException.class)
                    .hasMessageContaining("lock timeout");
            assertThat(publish("busy", event(0)).offset()).isEqualTo(2);
            assertThat(floor("busy")).isEqualTo("0");
            reader.rollback();
        }

        assertThat(stream.retain(KEPT)).isEqualTo(2);
        assertThat(floor("busy")).isEqualTo("1");
    }

    @Test
    void worksForARoleThatOwnsNothing() {
        database.execute("DROP ROLE IF EXISTS retention_user");
        database.execute("CREATE ROLE retention_user NOLOGIN");
        StreamSchema.migrate(database.owner(), "retention_user");
        publish("a", event(20));
        try (var pool = database.pool("retention_user");
                ActivityStream lesser =
                        ActivityStream.builder(pool).retention(Duration.ofDays(1000)).build()) {
            assertThat(lesser.retain(KEPT)).isEqualTo(2);
        }
        database.execute("REASSIGN OWNED BY retention_user TO postgres");
        database.execute("DROP OWNED BY retention_user");
    }

    @Test
    void saysWhyAnIdOfAnotherTimeIsRefused() {
        for (int months : new int[] {13, -12}) {
            assertThatThrownBy(() -> publish("a", event(months)))
                    .hasCauseInstanceOf(RejectedRowsException.class)
                    .hasMessageContaining(
                            "older than what is kept, or more than three months ahead");
        }
    }

    @Test
    void renewedEpochsMakeOldPositionsUnrecoverable() {
        StreamPosition before = publish("restored", event(0));
        RecordingSink sink = new RecordingSink();
        FeedSession session = stream.subscribe("restored", EventFilter.all(), null, sink);
        sink.await("subscribed", 1);

        assertThat(StreamSchema.renewEpochs(database.owner())).isEqualTo(1);

        sink.await("reset", 1);
        StreamPosition after = publish("restored", event(0));
        assertThat(after.epoch()).isNotEqualTo(before.epoch());
        assertThat(after.offset()).isEqualTo(2);
        assertThat(recovered("restored", before)).isEqualTo(false);
        assertThat(recovered("restored", after)).isEqualTo(true);
        session.close(CloseCode.GOING_AWAY);
    }

    private StreamPosition publish(String feed, ActivityEvent event) {
        return stream.publish(feed, event).join();
    }

    private static ActivityEvent event(int monthsAgo) {
        return OldMonth.ago(monthsAgo).event("a.b").build();
    }

    private static String name(int monthsAgo) {
        return OldMonth.ago(monthsAgo).name();
    }

    private String partitions() {
        return database.single(
                "SELECT string_agg(inhrelid::regclass::text, ',') FROM pg_inherits"
                        + " WHERE inhparent = 'activity_events'::regclass");
    }

    private String floor(String feed) {
        return database.single("SELECT floor FROM activity_feeds WHERE feed = '" + feed + "'");
    }

    private @Nullable Object recovered(String feed, StreamPosition after) {
        try (ActivityStream node = ActivityStream.of(database.owner())) {
            RecordingSink sink = new RecordingSink();
            FeedSession session = node.subscribe(feed, EventFilter.all(), after, sink);
            Map<String, Object> subscribed = sink.await("subscribed", 1).get(0);
            session.close(CloseCode.GOING_AWAY);
            return subscribed.get("recovered");
        }
    }
}
