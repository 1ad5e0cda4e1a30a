package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.stream.ActivityStream;
import dev.astir.stream.EventFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one reader, or one feed, can take from the others: little. */
class HostileReaderTest extends HubFixture {
    private static final int MEGABYTE = 1_000_000;
    private static final FeedLimits LIMITS = FeedLimits.DEFAULT;

    private final ScheduledExecutorService eventLoop = Executors.newSingleThreadScheduledExecutor();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void open() {
        gate.countDown();
        eventLoop.shutdownNow();
    }

    @Test
    void whoAsksFasterThanTheHubWorksIsClosed() throws Exception {
        EventLoopSink deaf = new EventLoopSink(eventLoop);
        deaf.writable(false);
        FeedSession session = connect("hostile", deaf);
        CountDownLatch busy = new CountDownLatch(1);
        stream.hub()
                .post(
                        feed,
                        () -> {
                            busy.countDown();
                            pass(gate);
                        });
        busy.await();

        assertThat(mostHeldOver(100_000, session)).isLessThan(MEGABYTE);

        assertThat(session.isOpen()).isFalse();
        assertThat(session.bytesHeld()).isZero();
        EventLoopSink.waiting().until(() -> deaf.closed() == CloseCode.TOO_MANY_MESSAGES);
    }

    @Test
    void whoAsksAndDoesNotReadIsClosedHoweverFastTheHubIs() {
        EventLoopSink deaf = new EventLoopSink(eventLoop);
        deaf.writable(false);
        FeedSession session = connect("hostile", deaf);
        int most = 0;
        for (int i = 0; i < 3_000 && session.isOpen(); i++) {
            session.receive(subscribe("r" + i % 32, "zz" + i));
            most = Math.max(most, session.bytesHeld());
            // As slow as the hub: the answers are what gathers.
            EventLoopSink.waiting().until(() -> session.bytesAsked() < 20_000);
        }

        assertThat(most).isLessThan(MEGABYTE);
        EventLoopSink.waiting().until(() -> deaf.closed() != null);
    }

    @Test
    void theLargestFiltersOfASessionTakeLittle() {
        FeedSession session = connect("hostile", sink);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ids.add(UUID.randomUUID().toString().repeat(5).substring(0, 100));
        }
        String filter = "\"entityId\":[\"" + String.join("\",\"", ids) + "\"]";
        for (int i = 0; i < 10; i++) {
            session.receive(message("r" + i, filter));
        }

        assertThat(sink.await("error", 6).get(0).get("detail").toString())
                .contains("filter", "10000 characters", "at most 40000");
        assertThat(session.bytesHeld()).isLessThan(MEGABYTE / 2);
        sink.await("subscribed", 4);
        session.unsubscribe(FeedHub.ACTIVITIES, "r0");
        session.receive(message("again", filter));
        sink.await("subscribed", 5);
    }

    @Test
    void oneReaderHasSoManySessionsAndTheOldOnesGoOn() {
        List<RecordingSink> sinks = new ArrayList<>();
        List<FeedSession> sessions = new ArrayList<>();
        for (int i = 0; i < LIMITS.sessions(); i++) {
            RecordingSink one = new RecordingSink();
            sinks.add(one);
            sessions.add(connect("ann", one));
        }
        FeedAccess access = FeedAccess.of("ann", feed, Set.of());
        assertThat(stream.hub().hasRoomFor(access)).isFalse();

        RecordingSink tooMany = new RecordingSink();
        connect("ann", tooMany);

        assertThat(tooMany.awaitClosed()).isEqualTo(CloseCode.TOO_MANY_SESSIONS);
        assertThat(stream.hub().hasRoomFor(FeedAccess.of("bob", feed, Set.of()))).isTrue();
        assertThat(stream.hub().hasRoomFor(FeedAccess.of("ann", "other", Set.of()))).isTrue();
        sinks.get(0).await("ping", 1);
        assertThat(sinks).allMatch(one -> one.closed() == null);
        sessions.get(0).close(CloseCode.NORMAL);
        await().until(() -> stream.hub().hasRoomFor(access));
    }

    @Test
    void theSessionsOfAllSignInsOfAPersonCount() {
        try (ActivityStream node =
                ActivityStream.builder(database.owner()).limits(LIMITS.withSessions(2)).build()) {
            signIn(node, "ann", "phone", new RecordingSink());
            signIn(node, "ann", "laptop", new RecordingSink());
            signIn(node, "ann", "tablet", sink);
            RecordingSink other = new RecordingSink();
            signIn(node, "bob", "phone", other);

            assertThat(sink.awaitClosed()).isEqualTo(CloseCode.TOO_MANY_SESSIONS);
            assertThat(other.closed()).isNull();
        }
    }

    private void signIn(ActivityStream node, String person, String device, FeedSink to) {
        FeedAccess access = FeedAccess.of(person + "/" + device, feed, Set.of()).heldBy(person);
        node.hub().connect(access, to);
    }

    @Test
    void oneReaderHasSoManySubscriptionsInAllSessions() {
        int sessions = LIMITS.subscriptions() / LIMITS.subscriptionsPerSession() + 1;
        AtomicInteger answered = new AtomicInteger();
        for (int i = 0; i < sessions; i++) {
            FeedSession session =
                    connect(
                            "ann",
                            message -> {
                                if (message.type().equals("subscribed")) {
                                    answered.incrementAndGet();
                                } else if (message.type().equals("error")) {
                                    sink.send(message);
                                }
                            });
            for (int j = 0; j < LIMITS.subscriptionsPerSession(); j++) {
                session.subscribe(FeedHub.ACTIVITIES, "s" + j, EventFilter.all(), null);
            }
        }
        int tooMany = sessions * LIMITS.subscriptionsPerSession() - LIMITS.subscriptions();

        assertThat(sink.await("error", tooMany))
                .hasSize(tooMany)
                .allSatisfy(error ->
                        assertThat(error)
                                .containsEntry("code", "invalid")
                                .extracting("detail")
                                .asString()
                                .contains("at most " + LIMITS.subscriptions()));
        await().untilAtomic(answered, org.hamcrest.Matchers.is(LIMITS.subscriptions()));
    }

    @Test
    void subscriptionsWithoutANameCountAsWell() {
        FeedSession session = connect("ann", sink);
        for (int i = 0; i < LIMITS.subscriptionsPerSession(); i++) {
            session.subscribe(FeedHub.ACTIVITIES, "s" + i, EventFilter.all(), null);
        }
        session.subscribe(FeedHub.ACTIVITIES, EventFilter.all(), null);

        assertThat(sink.await("error", 1).get(0))
                .containsEntry("code", "invalid")
                .containsEntry(
                        "detail",
                        "channel: \"activities\" is not allowed; expected at most 32 subscriptions"
                                + " a connection");
        sink.await("subscribed", LIMITS.subscriptionsPerSession());
        // One in place of another is no more than before.
        session.subscribe(FeedHub.ACTIVITIES, "s0", EventFilter.all(), null);
        sink.await("subscribed", LIMITS.subscriptionsPerSession() + 1);
    }

    @Test
    void whatIsRefusedInPlaceOfAnotherLeavesThatOne() {
        FeedSession session = connect("ann", sink);
        String[] ids = new String[100];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = "x".repeat(96) + (1_000 + i);
        }
        EventFilter longest = EventFilter.all().entityId(ids);
        for (int i = 0; i < 4; i++) {
            session.subscribe(FeedHub.ACTIVITIES, "s" + i, longest, null);
        }
        sink.await("subscribed", 4);
        // As long as the old one, whose share it has.
        session.subscribe(FeedHub.ACTIVITIES, "s0", longest, null);
        session.subscribe(FeedHub.ACTIVITIES, "s3", EventFilter.types("a.*"), null);
        sink.await("subscribed", 6);

        session.subscribe(FeedHub.ACTIVITIES, "s3", longest.actor("one"), null);

        assertThat(sink.await("error", 1).get(0)).containsEntry("subscription", "s3");
        publish(1);
        assertThat(sink.await("put", 1).get(0)).containsEntry("subscription", "s3");
    }

    @Test
    void aFeedHasSoManySearchesAtOnce() {
        try (ActivityStream node =
                ActivityStream.builder(database.owner()).limits(LIMITS.withSearches(2)).build()) {
            FeedSession session = node.hub().connect(FeedAccess.of("ann", feed, Set.of()), sink);
            for (int i = 0; i < 3; i++) {
                session.subscribe(
                        FeedHub.ACTIVITIES, "s" + i, EventFilter.all().text("w" + i), null);
            }
            assertThat(sink.await("error", 1).get(0))
                    .containsEntry("code", "unavailable")
                    .containsEntry("subscription", "s2");
            session.subscribe(FeedHub.ACTIVITIES, "all", EventFilter.all(), null);
            sink.await("subscribed", 3);
            session.unsubscribe(FeedHub.ACTIVITIES, "s0");
            session.subscribe(FeedHub.ACTIVITIES, "s2", EventFilter.all().text("w2"), null);

            sink.await("subscribed", 4);
        }
    }

    @Test
    void anotherFeedIsReadWhileTheReadingsOfOneAreBlocked() throws Exception {
        CountDownLatch blocked = new CountDownLatch(3);
        AtomicInteger taken = new AtomicInteger();
        List<EphemeralChannel> channels = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            channels.add(
                    stream.hub()
                            .ephemeral(
                                    "blocking" + i + "-" + feed,
                                    name -> {
                                        taken.incrementAndGet();
                                        blocked.countDown();
                                        pass(gate);
                                        return List.of();
                                    }));
        }
        List<FeedSession> sessions = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            FeedSession session = connect("hostile" + i, new RecordingSink());
            session.subscribe(channels.get(i % 4).name(), EventFilter.all(), null);
            sessions.add(session);
        }
        blocked.await();

        String other = "other-" + feed;
        try (ActivityStream node = ActivityStream.of(database.owner())) {
            stream.subscribe(other, EventFilter.all(), null, sink);
            sink.await("subscribed", 1);
            // Nobody tells the hub of it: it has to look at the heads, and to read the table.
            node.publish(other, event("a.b")).join();
            sink.await("put", 1);
        }

        assertThat(taken).hasValue(3);
        // However many subscribe and leave, a channel is read once for all who wait.
        sessions.subList(0, 20).forEach(session -> session.close(CloseCode.NORMAL));
        for (FeedSession session : sessions.subList(20, 40)) {
            channels.forEach(channel -> session.subscribe(channel.name(), EventFilter.all(), null));
        }
        CountDownLatch heard = new CountDownLatch(1);
        stream.hub().post(feed, heard::countDown);
        heard.await();
        gate.countDown();
        RecordingSink last = new RecordingSink();
        FeedSession late = connect("last", last);
        channels.forEach(channel -> late.subscribe(channel.name(), EventFilter.all(), null));
        last.await("subscribed", 4);
        assertThat(taken.get()).isBetween(4, 12);
    }

    /** Sends so many subscribes, and tells the most that the session held meanwhile. */
    private static int mostHeldOver(int messages, FeedSession session) {
        int most = 0;
        for (int i = 0; i < messages; i++) {
            session.receive(subscribe("r" + i % 32, "w".repeat(i % 100) + i));
            most = Math.max(most, session.bytesHeld());
        }
        return most;
    }

    private static String subscribe(String name, String search) {
        return message(name, "\"q\":\"" + search + "\"");
    }

    private static String message(String name, String filter) {
        return "{\"type\":\"subscribe\",\"channel\":\"activities\",\"subscription\":\""
                + name
                + "\",\"filter\":{"
                + filter
                + "}}";
    }

    private FeedSession connect(String identity, FeedSink to) {
        return stream.hub().connect(FeedAccess.of(identity, feed, Set.of()), to);
    }

    private static void pass(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
