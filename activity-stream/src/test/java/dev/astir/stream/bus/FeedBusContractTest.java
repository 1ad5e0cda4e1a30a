package dev.astir.stream.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.EventFilter;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.TestDatabase;
import dev.astir.stream.feed.EphemeralChannel;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.RecordingSink;
import dev.astir.stream.feed.SharedStates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every bus does. */
public abstract class FeedBusContractTest {
    private static final List<String> NAMES =
            List.of(
                    "feed",
                    "two words",
                    "line\nend\r\n\ttab",
                    "100%20&+=;,'\"\\`$(){}[]",
                    "ä€漢字😀",
                    "\u0001\u007f\u0085\u2028",
                    " ",
                    "漢".repeat(200),
                    "😀".repeat(100));

    /** The bus of one more node, which hears the others by now. */
    protected abstract FeedBus node();

    protected static StreamPosition at(long offset) {
        return new StreamPosition("e1", offset);
    }

    @Test
    void tellsTheOthersHowFarFeedsHaveGot() {
        Heard heard = new Heard();
        Heard another = new Heard();
        FeedBus sender = node();
        node().listen(heard);
        node().listen(another);

        sender.announce(Map.of("a", at(3), "b", at(1)));
        sender.announce(Map.of("a", at(4)));

        heard.await(Map.of("a", at(4), "b", at(1)));
        another.await(Map.of("a", at(4), "b", at(1)));
    }

    @Test
    void tellsTheOthersWhoseRightsHaveChanged() {
        Heard heard = new Heard();
        Heard another = new Heard();
        FeedBus sender = node();
        node().listen(heard);
        node().listen(another);

        sender.announceAccess(Set.copyOf(NAMES));
        sender.announceAccess(Set.of("ann/1"));
        sender.announce(Map.of("a", at(3)));

        for (Heard each : List.of(heard, another)) {
            each.await(Map.of("a", at(3)));
            assertThat(each.principals()).containsAll(NAMES).contains("ann/1");
        }
    }

    @Test
    void tellsTheOthersWhichItemsHaveChanged() {
        Heard heard = new Heard();
        Heard another = new Heard();
        FeedBus sender = node();
        node().listen(heard);
        node().listen(another);
        List<ItemChange> changes = new ArrayList<>();
        for (String name : NAMES) {
            String mark = "n-" + changes.size();
            changes.add(new ItemChange(mark, "states", "feed", name, null));
            changes.add(new ItemChange(mark + "e", "other", name, "id", name));
        }
        for (int i = 0; i < 5_000; i++) {
            changes.add(new ItemChange("m-" + i, "states", "feed", "item " + i, "MOVED"));
        }

        sender.announceItems(changes.subList(0, 10));
        sender.announceItems(changes.subList(10, changes.size()));

        for (Heard each : List.of(heard, another)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> each.items().size() >= changes.size());
            // In the order in which they were told.
            assertThat(each.items().equals(changes)).isTrue();
        }
    }

    @Test
    void carriesNamesOfAnyKind() {
        Heard heard = new Heard();
        FeedBus sender = node();
        node().listen(heard);
        Map<String, StreamPosition> heads = new HashMap<>();
        NAMES.forEach(name -> heads.put(name, at(heads.size() + 1)));

        sender.announce(heads);

        heard.await(heads);
        assertThat(heard.newest()).isEqualTo(heads);
    }

    @Test
    void carriesManyFeedsAtOnce() {
        Heard heard = new Heard();
        FeedBus sender = node();
        node().listen(heard);
        Map<String, StreamPosition> heads = new HashMap<>();
        for (int i = 0; i < 9_000; i++) {
            heads.put("feed " + i + "ü".repeat(i % 100), at(Long.MAX_VALUE / 10 - i));
        }

        sender.announce(heads);

        heard.await(heads);
    }

    @Test
    void aListenerThatFailsHarmsNoOther() {
        Heard heard = new Heard();
        FeedBus sender = node();
        FeedBus receiver = node();
        receiver.listen(heads -> {
            throw new IllegalStateException("on purpose");
        });
        receiver.listen(heard);

        sender.announce(Map.of("a", at(1)));
        heard.await(Map.of("a", at(1)));
        sender.announce(Map.of("a", at(2)));
        heard.await(Map.of("a", at(2)));
    }

    @Test
    void isNotHeardAfterTheListeningHasEnded() {
        Heard ended = new Heard();
        Heard heard = new Heard();
        FeedBus sender = node();
        FeedBus receiver = node();
        FeedBus.Subscription subscription = receiver.listen(ended);
        receiver.listen(heard);
        subscription.close();
        subscription.close();

        sender.announce(Map.of("a", at(1)));

        // The one that ended would have been told first.
        heard.await(Map.of("a", at(1)));
        assertThat(ended.newest()).isEmpty();
    }

    @Test
    void theNewestOfEachFeedGetsThroughWhoeverAnnouncesWhatAtOnce() {
        Heard heard = new Heard();
        List<FeedBus> senders = List.of(node(), node());
        node().listen(heard);
        Map<String, StreamPosition> last = new HashMap<>();
        List<CompletableFuture<Void>> work = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            Random random = new Random(thread);
            FeedBus sender = senders.get(thread % 2);
            List<Map<String, StreamPosition>> announcements = new ArrayList<>();
            long[] offsets = new long[NAMES.size()];
            for (int i = 0; i < 500; i++) {
                Map<String, StreamPosition> heads = new HashMap<>();
                for (int j = random.nextInt(NAMES.size()); j < NAMES.size(); j++) {
                    offsets[j] += 1 + random.nextInt(1_000);
                    heads.put(thread + " " + j, at(offsets[j]));
                }
                announcements.add(heads);
                last.putAll(heads);
            }
            work.add(CompletableFuture.runAsync(() -> announcements.forEach(sender::announce)));
        }
        work.forEach(CompletableFuture::join);

        heard.await(last);
    }

    @Test
    void subscribersOfTwoNodesSeeAllEventsOnceInOrderWhateverTheBusDoes() {
        int each = 150;
        try (TestDatabase database = TestDatabase.migrated();
                HikariDataSource pool = database.pool("postgres");
                FaultyBus bus = new FaultyBus(node(), 1);
                FaultyBus otherBus = new FaultyBus(node(), 2);
                ActivityStream one = ActivityStream.builder(database.owner()).bus(bus).build();
                ActivityStream two = ActivityStream.builder(pool).bus(otherBus).build()) {
            List<RecordingSink> sinks =
                    Stream.of(one, two, one, two)
                            .map(stream -> {
                                RecordingSink sink = new RecordingSink();
                                stream.subscribe("f", EventFilter.all(), null, sink);
                                return sink;
                            })
                            .toList();
            sinks.forEach(sink -> sink.await("subscribed", 1));

            Stream.of(one, two, one, two)
                    .map(stream -> CompletableFuture.runAsync(() -> publish(stream, each)))
                    .toList()
                    .forEach(CompletableFuture::join);

            for (RecordingSink sink : sinks) {
                sink.await("put", 4 * each);
                assertThat(offsets(sink))
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, 4L * each).boxed().toList());
            }
        }
    }

    @Test
    void subscribersOfTwoNodesEndWithTheNewestStatesWhateverTheBusDoes() {
        SharedStates kept = new SharedStates();
        try (TestDatabase database = TestDatabase.migrated();
                HikariDataSource pool = database.pool("postgres");
                FaultyBus bus = new FaultyBus(node(), 1);
                FaultyBus otherBus = new FaultyBus(node(), 2);
                ActivityStream one = ActivityStream.builder(database.owner()).bus(bus).build();
                ActivityStream two = ActivityStream.builder(pool).bus(otherBus).build()) {
            Map<ActivityStream, EphemeralChannel> channels = new HashMap<>();
            List<RecordingSink> sinks = new ArrayList<>();
            for (ActivityStream stream : List.of(one, two)) {
                channels.put(stream, stream.hub().ephemeral("states", kept));
                RecordingSink sink = new RecordingSink();
                stream.hub()
                        .connect(FeedAccess.of("reader", "f", Set.of()), sink)
                        .subscribe("states", EventFilter.all(), null);
                sink.await("subscribed", 1);
                sinks.add(sink);
            }
            Random random = new Random(3);
            for (int i = 1; i <= 600; i++) {
                String id = "i" + random.nextInt(5);
                kept.set(id, SharedStates.item(id, i));
                channels.get(random.nextBoolean() ? one : two).changed("f", id);
            }
            // Hints are lost, so the last of each is told until it came.
            for (RecordingSink sink : sinks) {
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> {
                            for (int i = 0; i < 5; i++) {
                                channels.get(one).changed("f", "i" + i);
                                channels.get(two).changed("f", "i" + i);
                            }
                            return newest(sink).equals(newest(kept));
                        });
            }
        }
    }

    private static Map<Object, Object> newest(SharedStates kept) {
        Map<Object, Object> newest = new HashMap<>();
        kept.items("f").forEach(item -> newest.put(item.id(), item.json()));
        return newest;
    }

    private static Map<Object, Object> newest(RecordingSink sink) {
        Map<Object, Object> newest = new HashMap<>();
        for (Map<String, Object> put : sink.messages("put")) {
            Map<?, ?> item = (Map<?, ?>) put.get("item");
            String id = String.valueOf(item.get("id"));
            newest.put(id, SharedStates.item(id, (Integer) item.get("is")).json());
        }
        return newest;
    }

    protected static void publish(ActivityStream stream, int count) {
        for (int i = 0; i < count; i++) {
            stream.publish("f", ActivityEvent.builder("a.b").build()).join();
        }
    }

    protected static List<Long> offsets(RecordingSink sink) {
        return sink.messages("put").stream()
                .map(put -> StreamPosition.parse((String) put.get("position")).offset())
                .toList();
    }
}
