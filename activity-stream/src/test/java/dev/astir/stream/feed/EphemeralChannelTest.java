package dev.astir.stream.feed;

import static dev.astir.stream.feed.SharedStates.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.stream.EventFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** States that several nodes change, and tell. */
@Timeout(60)
class EphemeralChannelTest extends AccessFixture {
    private static final String FEED = "acme";

    private final SharedStates kept = new SharedStates();
    private EphemeralChannel near;
    private EphemeralChannel far;

    @BeforeEach
    void open() {
        near = here.ephemeral("kept", kept);
        far = there.ephemeral("kept", kept);
    }

    @Test
    void tellsTheSubscribersOfEveryNodeOnce() {
        kept.set("bob", item("bob", 1));
        RecordingSink one = subscriber(here, "kept");
        RecordingSink two = subscriber(there, "kept");

        kept.set("bob", item("bob", 2));
        near.changed(FEED, "bob", "MOVED");
        List.of(one, two).forEach(sink -> sink.await("put", 1));
        kept.remove("bob");
        far.changed(FEED, "bob");
        List.of(one, two).forEach(sink -> sink.await("remove", 1));
        kept.set("eve", item("eve", 1));
        near.changed(FEED, "eve");

        for (RecordingSink sink : List.of(one, two)) {
            sink.await("put", 2);
            assertThat(told(sink)).containsExactly("bob 1", "MOVED bob 2", "-bob", "eve 1");
        }
    }

    @Test
    void aChangeThatComesTwiceIsToldOnce() {
        RecordingSink two = subscriber(there, "kept");
        wire.isRepeating = true;

        kept.set("bob", item("bob", 1));
        near.changed(FEED, "bob", "CAME");
        two.await("put", 1);
        near.changed(FEED, "bob", "WENT");

        two.await("put", 2);
        assertThat(told(two)).containsExactly("CAME bob 1", "WENT bob 1");
    }

    @Test
    void whatLooksTheSameIsNotTold() {
        kept.set("bob", item("bob", 1).withTag("here"));
        RecordingSink sink = subscriber(here, "kept");

        kept.set("bob", item("bob", 2).withTag("here"));
        near.changed(FEED, "bob");
        kept.set("eve", item("eve", 1));
        near.changed(FEED, "eve");
        sink.await("put", 1);
        kept.set("bob", item("bob", 3).withTag("gone"));
        near.changed(FEED, "bob");

        sink.await("put", 2);
        assertThat(told(sink)).containsExactly("bob 1", "eve 1", "bob 3");
    }

    @Test
    void eachReaderGetsTheLastOfWhatTheyMaySee() {
        RecordingSink employee = subscriber(here, "kept", Set.of("staff"));
        RecordingSink manager = subscriber(here, "kept", Set.of("staff", "managers"));

        kept.set("bob", seenBy("staff", 1), seenBy("managers", 2));
        near.changed(FEED, "bob", "CAME");
        List.of(employee, manager).forEach(sink -> sink.await("put", 1));
        kept.set("bob", seenBy("managers", 3));
        near.changed(FEED, "bob");
        manager.await("put", 2);
        employee.await("remove", 1);
        kept.set("bob", item("bob", 4));
        near.changed(FEED, "bob");
        List.of(employee, manager).forEach(sink -> sink.await("put", 2));

        manager.await("put", 3);
        assertThat(told(employee)).containsExactly("CAME bob 1", "-bob", "bob 4");
        assertThat(told(manager)).containsExactly("CAME bob 2", "bob 3", "bob 4");
        assertThat(told(subscriber(here, "kept", Set.of("staff")))).containsExactly("bob 4");
    }

    @Test
    void aLastStateIsToldAndThenGone() {
        kept.set("bob", item("bob", 1));
        RecordingSink sink = subscriber(there, "kept");

        kept.set("bob", item("bob", 2).last());
        near.changed(FEED, "bob", "ENDED");
        near.changed(FEED, "bob");

        sink.await("remove", 1);
        kept.set("eve", item("eve", 1));
        near.changed(FEED, "eve");
        sink.await("put", 2);
        assertThat(told(sink)).containsExactly("bob 1", "ENDED bob 2", "-bob", "eve 1");
    }

    @Test
    void whatTheBusLostIsFoundByLookingNowAndThen() {
        kept.set("bob", item("bob", 1));
        kept.set("eve", item("eve", 1));
        RecordingSink sink = subscriber(there, "kept");

        wire.isCut = true;
        kept.set("bob", item("bob", 2));
        kept.remove("eve");
        near.changed(FEED, "bob");
        nanos.addAndGet(EphemeralFeed.RECHECK.toNanos() + 1);

        sink.await("put", 1);
        sink.await("remove", 1);
        assertThat(told(sink)).containsExactlyInAnyOrder("bob 1", "eve 1", "bob 2", "-eve");
    }

    @Test
    void whatTheBusLostIsFoundWhenItConnectsAgain() {
        RecordingSink sink = subscriber(there, "kept");
        wire.isCut = true;
        kept.set("bob", item("bob", 1));
        near.changed(FEED, "bob");

        wire.isCut = false;
        wire.missed();

        sink.await("put", 1);
        assertThat(told(sink)).containsExactly("bob 1");
    }

    @Test
    void anItemIsToldAtMostOnceAnIntervalWhicheverNodeChangesIt() {
        Duration second = Duration.ofSeconds(1);
        EphemeralChannel one = here.ephemeral("paced", kept, second);
        EphemeralChannel two = there.ephemeral("paced", kept, second);
        RecordingSink sink = subscriber(here, "paced");
        kept.set("bob", item("bob", 1));
        one.changed(FEED, "bob", "UPDATE");
        sink.await("put", 1);

        for (int i = 2; i <= 9; i++) {
            kept.set("bob", item("bob", i));
            (i % 2 == 0 ? one : two).changed(FEED, "bob");
        }
        // Another item does not wait for it, and a new subscriber moves nothing.
        kept.set("eve", item("eve", 1));
        two.changed(FEED, "eve");
        sink.await("put", 2);
        subscriber(here, "paced");
        assertThat(told(sink)).containsExactly("UPDATE bob 1", "eve 1");

        nanos.addAndGet(second.toNanos());
        sink.await("put", 3);
        assertThat(told(sink)).containsExactly("UPDATE bob 1", "eve 1", "bob 9");
    }

    @Test
    void manyWhoSubscribeAtOnceAreReadForOnce() {
        IntStream.range(0, 500).forEach(i -> kept.set("item " + i, item("item " + i, i)));
        List<RecordingSink> sinks =
                IntStream.range(0, 200).mapToObj(i -> subscriber(here, "kept")).toList();
        assertThat(kept.readings()).isLessThan(5);
        assertThat(sinks).allSatisfy(sink -> assertThat(told(sink)).hasSize(500));
    }

    @Test
    void whatCannotBeReadIsReadAgain() {
        AtomicBoolean isBroken = new AtomicBoolean();
        EphemeralChannel channel =
                here.ephemeral(
                        "broken",
                        feed -> {
                            if (isBroken.get()) {
                                throw new IllegalStateException("on purpose");
                            }
                            return kept.items(feed);
                        });
        RecordingSink sink = subscriber(here, "broken");
        isBroken.set(true);
        kept.set("bob", item("bob", 1));
        channel.changed(FEED, "bob", "CAME");
        nanos.addAndGet(EphemeralFeed.FRESH.toNanos());
        RecordingSink refused = connect(here, "broken", Set.of());
        assertThat(refused.await("error", 1).get(0)).containsEntry("code", "unavailable");

        isBroken.set(false);

        sink.await("put", 1);
        assertThat(told(sink)).containsExactly("CAME bob 1");
    }

    @Test
    void nobodyEverGoesBackOrMissesTheNewest() throws Exception {
        int items = 8;
        List<RecordingSink> sinks = new ArrayList<>();
        AtomicBoolean isOver = new AtomicBoolean();
        CompletableFuture<Void> writing =
                CompletableFuture.runAsync(() -> {
                    Random random = new Random(16);
                    for (int number = 1; !isOver.get(); number++) {
                        String id = "i" + random.nextInt(items);
                        kept.set(id, item(id, number));
                        (random.nextBoolean() ? near : far).changed(FEED, id);
                        Thread.yield();
                    }
                });
        for (int i = 0; i < 60; i++) {
            nanos.addAndGet(EphemeralFeed.FRESH.toNanos());
            sinks.add(subscriber(i % 2 == 0 ? here : there, "kept"));
        }
        isOver.set(true);
        writing.join();

        Map<String, Integer> last = new HashMap<>();
        kept.items(FEED).forEach(item -> last.put(item.id(), number(item.json())));
        for (RecordingSink sink : sinks) {
            await().until(() -> seen(sink).equals(last));
            assertThat(goesBack(sink)).isFalse();
        }
    }

    private static int number(String json) {
        return (Integer) EventJson.readObject(json).get("is");
    }

    /** The newest number of each item. */
    private static Map<String, Integer> seen(RecordingSink sink) {
        Map<String, Integer> seen = new HashMap<>();
        states(sink).forEach(state -> seen.put(state.id, state.number));
        return seen;
    }

    private static boolean goesBack(RecordingSink sink) {
        Map<String, Integer> seen = new HashMap<>();
        return states(sink).stream()
                .anyMatch(state -> {
                    Integer before = seen.put(state.id, state.number);
                    return before != null && before > state.number;
                });
    }

    private record State(String id, int number) {}

    private static List<State> states(RecordingSink sink) {
        List<State> states = new ArrayList<>();
        for (String told : told(sink)) {
            String[] words = told.split(" ");
            states.add(new State(words[0], Integer.parseInt(words[1])));
        }
        return states;
    }

    private static EphemeralItem seenBy(String audience, int number) {
        return new EphemeralItem("bob", Set.of(audience), item("bob", number).json());
    }

    private static RecordingSink subscriber(FeedHub hub, String channel) {
        return subscriber(hub, channel, Set.of());
    }

    private static RecordingSink subscriber(FeedHub hub, String channel, Set<String> audiences) {
        RecordingSink sink = connect(hub, channel, audiences);
        sink.await("subscribed", 1);
        return sink;
    }

    private static RecordingSink connect(FeedHub hub, String channel, Set<String> audiences) {
        RecordingSink sink = new RecordingSink();
        hub.connect(FeedAccess.of("reader", FEED, audiences), sink)
                .subscribe(channel, EventFilter.all(), null);
        return sink;
    }

    /** What a subscriber heard, in short: the items at first, then each message. */
    private static List<String> told(RecordingSink sink) {
        List<String> told = new ArrayList<>();
        for (Map<String, Object> message : sink.messages()) {
            switch (String.valueOf(message.get("type"))) {
                case "subscribed" ->
                        ((List<?>) message.get("items")).forEach(item -> told.add(words(item)));
                case "put" -> {
                    Object event = message.get("event");
                    told.add((event == null ? "" : event + " ") + words(message.get("item")));
                }
                case "remove" -> told.add("-" + message.get("id"));
                default -> {}
            }
        }
        return told;
    }

    private static String words(Object item) {
        Map<?, ?> fields = (Map<?, ?>) item;
        return fields.get("id") + " " + fields.get("is");
    }
}
