package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.EventFilter;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FeedHubTest {
    private static final SettableClock CLOCK = new SettableClock();
    private static TestDatabase database;
    private static ActivityStream stream;

    private final String feed = UUID.randomUUID().toString();
    private final RecordingSink sink = new RecordingSink();

    @BeforeAll
    static void start() {
        database = TestDatabase.migrated();
        stream =
                ActivityStream.builder(database.owner())
                        .clock(CLOCK)
                        .pingInterval(Duration.ofMillis(200))
                        .build();
    }

    @AfterAll
    static void stop() {
        stream.close();
        database.close();
    }

    @Test
    void deliversWhatIsPublishedAfterTheSubscription() {
        stream.publish(feed, event("before.it")).join();
        stream.subscribe(feed, EventFilter.all(), null, sink);
        Map<String, Object> subscribed = sink.await("subscribed", 1).get(0);
        StreamPosition position = stream.publish(feed, event("after.it")).join();

        Map<String, Object> put = sink.await("put", 1).get(0);
        assertThat(subscribed)
                .containsEntry("channel", "activities")
                .containsEntry("recovered", true)
                .containsEntry("position", position.epoch() + "-1");
        assertThat(put)
                .containsEntry("channel", "activities")
                .containsEntry("position", position.toString());
        assertThat(sink.puts()).containsExactly("after.it");
    }

    @Test
    void resumesAfterAPositionFromTheTable() {
        StreamPosition first = publish(1);
        publish(500);

        FeedSession session = stream.subscribe(feed, EventFilter.all(), first, sink);

        sink.await("put", 500);
        publish(3);
        assertThat(sink.await("put", 503))
                .extracting(message -> message.get("position"))
                .isEqualTo(
                        IntStream.rangeClosed(2, 504)
                                .mapToObj(offset -> first.epoch() + "-" + offset)
                                .toList());
        assertThat(sink.messages("subscribed"))
                .containsExactly(
                        Map.of(
                                "type",
                                "subscribed",
                                "channel",
                                "activities",
                                "position",
                                first.toString(),
                                "recovered",
                                true));
        session.close(CloseCode.NORMAL);
    }

    @Test
    void resumesAfterAPositionFromMemory() throws Exception {
        StreamPosition first = publish(1);
        stream.subscribe(feed, EventFilter.all(), null, new RecordingSink());
        RecordingSink other = new RecordingSink();
        stream.subscribe(feed, EventFilter.all(), first, other);
        other.await("subscribed", 1);
        publish(300);
        // What the table says can no longer be what is delivered.
        database.execute(
                "UPDATE activity_events SET message = 'table' WHERE feed = '" + feed + "'");

        stream.subscribe(feed, EventFilter.all(), first, sink);

        assertThat(sink.await("put", 300))
                .allSatisfy(put -> assertThat(put.toString()).doesNotContain("table"));
    }

    @Test
    void saysWhenAPositionCannotBeResumedFrom() {
        StreamPosition head = publish(3);
        String epoch = head.epoch();
        database.execute("UPDATE activity_feeds SET floor = 2 WHERE feed = '" + feed + "'");

        for (StreamPosition after :
                List.of(
                        new StreamPosition("other", 3),
                        new StreamPosition(epoch, 4),
                        new StreamPosition(epoch, 1))) {
            RecordingSink one = new RecordingSink();
            stream.subscribe(feed, EventFilter.all(), after, one);
            assertThat(one.await("subscribed", 1).get(0))
                    .containsEntry("recovered", false)
                    .containsEntry("position", head.toString());
        }
        stream.subscribe(feed, EventFilter.all(), new StreamPosition(epoch, 2), sink);
        assertThat(sink.await("subscribed", 1).get(0)).containsEntry("recovered", true);
        assertThat(sink.await("put", 1)).hasSize(1);
    }

    @Test
    void resetsSubscribersWhenTheEpochIsRenewed() {
        publish(3);
        stream.subscribe(feed, EventFilter.all(), null, sink);
        sink.await("subscribed", 1);

        database.execute("UPDATE activity_feeds SET epoch = 'renewed' WHERE feed = '" + feed + "'");

        assertThat(sink.await("reset", 1).get(0))
                .containsEntry("channel", "activities")
                .containsEntry("reason", "retention");
    }

    @Test
    void deliversWhatAnotherNodeCommitsWithoutAnyHint() {
        stream.subscribe(feed, EventFilter.all(), null, sink);
        sink.await("subscribed", 1);
        try (ActivityStream other = ActivityStream.of(database.owner())) {
            for (int i = 0; i < 450; i++) {
                other.publish(feed, event("a.b"));
            }
            other.publish(feed, event("last.one")).join();
        }
        stream.publish(feed, event("own.one")).join();

        sink.await("put", 452);
        assertThat(sink.puts().subList(450, 452)).containsExactly("last.one", "own.one");
    }

    @Test
    void waitsForAPositionThatOnlyAnotherNodeKnowsYet() {
        stream.subscribe(feed, EventFilter.all(), null, new RecordingSink());
        try (ActivityStream other = ActivityStream.of(database.owner())) {
            StreamPosition position = other.publish(feed, event("a.b")).join();
            stream.subscribe(feed, EventFilter.all(), position, sink);

            assertThat(sink.await("subscribed", 1).get(0))
                    .containsEntry("recovered", true)
                    .containsEntry("position", position.toString());
        }
        stream.publish(feed, event("next.one")).join();
        sink.await("put", 1);
        assertThat(sink.puts()).containsExactly("next.one");
    }

    @Test
    void filtersLiveAndReplayedEventsAlike() {
        StreamPosition start = stream.publish(feed, event("x.start")).join();
        EventFilter filter = EventFilter.types("task.*");
        stream.subscribe(feed, filter, start, sink);
        for (String type : List.of("task.created", "user.left", "task.a.b", "tasks.done", "task")) {
            stream.publish(feed, event(type)).join();
        }
        RecordingSink replayed = new RecordingSink();
        stream.subscribe(feed, filter, start, replayed);

        sink.await("put", 2);
        replayed.await("put", 2);
        StreamPosition head = stream.publish(feed, event("task.end")).join();
        sink.await("put", 3);
        replayed.await("put", 3);
        assertThat(sink.puts()).containsExactly("task.created", "task.a.b", "task.end");
        assertThat(replayed.puts()).isEqualTo(sink.puts());
        assertThat(head.offset()).isEqualTo(7);
    }

    @Test
    void showsEventsOnlyToTheirAudience() {
        StreamPosition start = publish(1);
        Map<String, RecordingSink> readers =
                Map.of(
                        "nobody", connect(Set.of(), start),
                        "manager", connect(Set.of("managers"), start),
                        "bob", connect(Set.of("user:bob"), start));
        stream.publish(feed, audience("a.managers", "managers")).join();
        stream.publish(feed, audience("a.bob", "user:bob")).join();
        stream.publish(feed, audience("a.both", "user:bob", "managers")).join();
        stream.publish(feed, event("a.all")).join();

        readers.values().forEach(one -> await().until(() -> one.puts().contains("a.all")));
        assertThat(readers.get("nobody").puts()).containsExactly("a.all");
        assertThat(readers.get("manager").puts()).containsExactly("a.managers", "a.both", "a.all");
        assertThat(readers.get("bob").puts()).containsExactly("a.bob", "a.both", "a.all");
        RecordingSink replayed = connect(Set.of("user:bob"), start);
        replayed.await("put", 3);
        assertThat(replayed.puts()).containsExactly("a.bob", "a.both", "a.all");
    }

    @Test
    void narrowedRightsApplyFromTheNextMessageOn() {
        RecordingSink reader = new RecordingSink();
        FeedAccess manager = FeedAccess.of("m", feed, Set.of("managers"));
        FeedSession session = stream.hub().connect(manager, reader);
        session.subscribe(FeedHub.ACTIVITIES, EventFilter.all(), null);
        reader.await("subscribed", 1);
        stream.publish(feed, audience("a.one", "managers")).join();
        reader.await("put", 1);

        session.renew(FeedAccess.of("m", feed, Set.of()));
        stream.publish(feed, audience("a.two", "managers")).join();
        stream.publish(feed, event("a.three")).join();

        reader.await("put", 2);
        assertThat(reader.puts()).containsExactly("a.one", "a.three");
        session.renew(FeedAccess.of("somebody else", feed, Set.of()));
        assertThat(reader.awaitClosed()).isEqualTo(CloseCode.FORBIDDEN);
    }

    @Test
    void closesAReaderThatStopsReadingAndSparesTheOthers() {
        RecordingSink stalled = new RecordingSink();
        stream.subscribe(feed, EventFilter.all(), null, stalled);
        stream.subscribe(feed, EventFilter.all(), null, sink);
        stalled.await("subscribed", 1);
        sink.await("subscribed", 1);
        stalled.writable(false);

        publish(Outbox.MOST_MESSAGES + 10);

        sink.await("put", Outbox.MOST_MESSAGES + 10);
        assertThat(stalled.awaitClosed()).isEqualTo(CloseCode.TOO_SLOW);
        assertThat(stalled.messages("put")).isEmpty();
    }

    @Test
    void closesAReaderWhoseMessagesTakeMoreThanAMegabyte() {
        stream.subscribe(feed, EventFilter.all(), null, sink);
        sink.await("subscribed", 1);
        sink.writable(false);

        for (int i = 0; i < 300; i++) {
            stream.publish(feed, ActivityEvent.builder("a.b").message("x".repeat(4_000)).build());
        }

        assertThat(sink.awaitClosed()).isEqualTo(CloseCode.TOO_SLOW);
    }

    @Test
    void pacesAReplayByItsReader() {
        StreamPosition first = publish(1);
        publish(2_500);
        RecordingSink slow = new RecordingSink();
        slow.writable(false);
        FeedSession session = stream.subscribe(feed, EventFilter.all(), first, slow);
        stream.subscribe(feed, EventFilter.all(), first, sink);
        sink.await("put", 2_500);
        assertThat(slow.messages()).isEmpty();
        assertThat(session.isOpen()).isTrue();

        slow.writable(true);
        session.resume();

        slow.await("put", 2_500);
        assertThat(slow.messages("put").equals(sink.messages("put"))).isTrue();
    }

    @Test
    void pingsWithThePositionScannedSoFar() {
        stream.subscribe(feed, EventFilter.types("never.*"), null, sink);
        sink.await("subscribed", 1);
        StreamPosition position = publish(5);

        await().until(() ->
                sink.messages("ping").stream()
                        .anyMatch(ping -> position.toString().equals(ping.get("position"))));
        assertThat(sink.messages("put")).isEmpty();
    }

    @Test
    void aPingDuringAReplayIsNotBehindWhatCameBeforeIt() {
        StreamPosition first = publish(1);
        publish(600);
        sink.writable(false);
        FeedSession session = stream.subscribe(feed, EventFilter.all(), first, sink);
        // It gets its pings in the same turns, some of them while a piece of the replay waits.
        RecordingSink other = new RecordingSink();
        stream.subscribe(feed, EventFilter.all(), null, other);
        other.await("ping", 4);

        sink.writable(true);
        session.resume();

        sink.await("put", 600);
        List<Long> offsets =
                sink.messages().stream()
                        .map(message -> message.get("position").toString())
                        .map(position -> StreamPosition.parse(position).offset())
                        .toList();
        assertThat(sink.messages("ping")).isNotEmpty();
        assertThat(offsets).isSorted();
    }

    @Test
    void closesASessionWhoseCredentialsWereNotRenewed() {
        Instant expiry = CLOCK.instant().plusSeconds(60);
        FeedAccess access = FeedAccess.of("a", feed, Set.of()).until(expiry);
        RecordingSink renewing = new RecordingSink();
        stream.hub().connect(access, sink);
        FeedSession renewed = stream.hub().connect(access, renewing);
        CLOCK.set(expiry.plusSeconds(20));
        renewed.renew(access.until(expiry.plusSeconds(600)));
        sink.await("ping", 3);
        assertThat(sink.closed()).isNull();

        CLOCK.set(expiry.plusSeconds(26));

        assertThat(sink.awaitClosed()).isEqualTo(CloseCode.TOKEN_EXPIRED);
        renewing.await("ping", renewing.messages("ping").size() + 3);
        assertThat(renewing.closed()).isNull();
    }

    @Test
    void closesTheSessionsOfAnIdentity() {
        RecordingSink other = new RecordingSink();
        stream.hub().connect(FeedAccess.of("agent:1", feed, Set.of()), sink);
        stream.hub().connect(FeedAccess.of("agent:2", feed, Set.of()), other);

        stream.hub().closeIdentity("agent:1", CloseCode.BLOCKED);

        assertThat(sink.awaitClosed()).isEqualTo(CloseCode.BLOCKED);
        other.await("ping", 2);
        assertThat(other.closed()).isNull();
    }

    @Test
    void answersABadRequestAndClosesForABadMessage() {
        FeedSession session = stream.hub().connect(FeedAccess.of("a", feed, Set.of()), sink);
        session.receive("{\"type\":\"subscribe\",\"channel\":\"nothing\"}");
        session.receive(
                "{\"type\":\"subscribe\",\"channel\":\"activities\",\"filter\":{\"colour\":\"red\"}}");
        session.receive(
                "{\"type\":\"subscribe\",\"channel\":\"activities\",\"after\":\"yesterday\"}");

        List<Map<String, Object>> errors = sink.await("error", 3);
        assertThat(errors)
                .extracting(error -> error.get("code"))
                .containsExactlyInAnyOrder("unknown-channel", "invalid", "invalid");
        assertThat(errors.toString()).contains("colour").contains("yesterday");
        assertThat(session.receive("{\"type\":\"auth\",\"token\":\"fresh\"}")).isEqualTo("fresh");
        assertThat(session.isOpen()).isTrue();

        session.receive("[not json");

        assertThat(sink.awaitClosed()).isEqualTo(CloseCode.BAD_MESSAGE);
    }

    @Test
    void subscribesAndUnsubscribesByMessage() {
        FeedSession session = stream.hub().connect(FeedAccess.of("a", feed, Set.of()), sink);
        session.receive(
                "{\"type\":\"subscribe\",\"channel\":\"activities\","
                        + "\"filter\":{\"type\":[\"task.*\"],\"important\":true,\"q\":\"login\"}}");
        sink.await("subscribed", 1);
        stream.publish(feed, event("task.created")).join();
        stream.publish(
                        feed,
                        ActivityEvent.builder("task.failed")
                                .important(true)
                                .message("The Login-Page broke")
                                .build())
                .join();
        sink.await("put", 1);

        session.receive("{\"type\":\"unsubscribe\",\"channel\":\"activities\"}");
        session.receive(
                "{\"type\":\"subscribe\",\"channel\":\"activities\",\"filter\":{\"type\":\"user.*\"}}");
        sink.await("subscribed", 2);
        stream.publish(feed, event("task.created")).join();
        stream.publish(feed, event("user.left")).join();

        sink.await("put", 2);
        assertThat(sink.puts()).containsExactly("task.failed", "user.left");
    }

    @Test
    void replacesTheSubscriptionToAChannel() {
        FeedSession session = stream.subscribe(feed, EventFilter.types("a.*"), null, sink);
        sink.await("subscribed", 1);
        session.subscribe(FeedHub.ACTIVITIES, EventFilter.types("b.*"), null);
        sink.await("subscribed", 2);
        stream.publish(feed, event("a.b")).join();
        stream.publish(feed, event("b.c")).join();

        sink.await("put", 1);
        assertThat(sink.puts()).containsExactly("b.c");
    }

    @Test
    void joinsASnapshotToWhatHappensMeanwhile() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        EphemeralChannel presence =
                stream.hub()
                        .ephemeral(
                                "presence-" + feed,
                                access -> {
                                    reading.countDown();
                                    try {
                                        goOn.await();
                                    } catch (InterruptedException e) {
                                        throw new IllegalStateException(e);
                                    }
                                    return List.of(
                                            EphemeralItem.of("bob", "{\"userId\":\"bob\"}"),
                                            new EphemeralItem(
                                                    "eve",
                                                    Set.of("managers"),
                                                    "{\"userId\":\"eve\"}"));
                                });
        FeedSession session = stream.hub().connect(FeedAccess.of("a", feed, Set.of()), sink);
        session.subscribe(presence.name(), EventFilter.all(), null);
        reading.await();
        presence.put(feed, EphemeralItem.of("bob", "{\"state\":\"idle\"}"), "USER_IDLE");
        presence.put("another feed", EphemeralItem.of("x", "{}"));
        presence.put(feed, new EphemeralItem("eve", Set.of("managers"), "{}"));
        presence.remove(feed, "bob", Set.of());
        goOn.countDown();

        sink.await("remove", 1);
        assertThat(sink.messages())
                .filteredOn(message -> !message.get("type").equals("ping"))
                .containsExactly(
                        Map.of(
                                "type",
                                "subscribed",
                                "channel",
                                presence.name(),
                                "recovered",
                                true,
                                "items",
                                List.of(Map.of("userId", "bob"))),
                        Map.of(
                                "type", "put",
                                "channel", presence.name(),
                                "event", "USER_IDLE",
                                "id", "bob",
                                "item", Map.of("state", "idle")),
                        Map.of("type", "remove", "channel", presence.name(), "id", "bob"));
    }

    @Test
    void endsSessionsWhenTheNodeGoesAway() {
        ActivityStream node = ActivityStream.of(database.owner());
        node.subscribe(feed, EventFilter.all(), null, sink);
        sink.await("subscribed", 1);

        node.close();

        assertThat(sink.awaitClosed()).isEqualTo(CloseCode.GOING_AWAY);
    }

    @Test
    void drainsThoseWhoAreThereAndThoseWhoCome() {
        try (ActivityStream node = ActivityStream.of(database.owner())) {
            node.subscribe(feed, EventFilter.all(), null, sink);
            node.hub().drain().orTimeout(20, TimeUnit.SECONDS).join();
            assertThat(sink.closed()).isEqualTo(CloseCode.GOING_AWAY);

            RecordingSink late = new RecordingSink();
            node.subscribe(feed, EventFilter.all(), null, late);
            assertThat(late.awaitClosed()).isEqualTo(CloseCode.GOING_AWAY);
        }
    }

    private RecordingSink connect(Set<String> audiences, StreamPosition after) {
        RecordingSink reader = new RecordingSink();
        stream.hub()
                .connect(FeedAccess.of("reader", feed, audiences), reader)
                .subscribe(FeedHub.ACTIVITIES, EventFilter.all(), after);
        return reader;
    }

    private StreamPosition publish(int count) {
        List<CompletableFuture<StreamPosition>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(stream.publish(feed, event("a.b")));
        }
        return all.get(count - 1).join();
    }

    private static ActivityEvent event(String type) {
        return ActivityEvent.builder(type).build();
    }

    private static ActivityEvent audience(String type, String... audience) {
        return ActivityEvent.builder(type).audience(audience).build();
    }

    /** Stands still until it is set. */
    private static final class SettableClock extends Clock {
        private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void set(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
