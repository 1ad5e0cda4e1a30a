package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.Actor;
import dev.astir.stream.EventFilter;
import dev.astir.stream.FeedReader;
import dev.astir.stream.InvalidInputException;
import dev.astir.stream.StreamPosition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Several subscriptions of one session. */
class NamedSubscriptionTest extends HubFixture {
    private final FeedSession session =
            stream.hub().connect(FeedAccess.of("a", feed, Set.of()), sink);

    @Test
    void aNameStandsBeforeWhatEverybodyGets() {
        List<String> texts = Collections.synchronizedList(new ArrayList<>());
        FeedSession both =
                stream.hub()
                        .connect(
                                FeedAccess.of("a", feed, Set.of()),
                                message -> texts.add(message.json()));
        both.subscribe(FeedHub.ACTIVITIES, EventFilter.all(), null);
        both.subscribe(FeedHub.ACTIVITIES, "second", EventFilter.all(), null);
        await().until(() -> texts.stream().filter(text -> text.contains("recovered")).count() == 2);
        publish(1);
        await().until(() -> texts.stream().filter(text -> text.contains("put")).count() == 2);

        for (String type : List.of("subscribed", "put")) {
            List<String> found =
                    texts.stream().filter(text -> text.contains('"' + type + '"')).toList();
            String unnamed =
                    found.stream().filter(text -> text.startsWith("{\"type")).findAny().get();
            assertThat(found)
                    .containsExactlyInAnyOrder(
                            unnamed, "{\"subscription\":\"second\"," + unnamed.substring(1));
        }
    }

    @Test
    void patchesAndRemovalsAndTheEndBearTheName() {
        StreamPosition start = publish(1);
        session.subscribe(FeedHub.ACTIVITIES, "x", EventFilter.all(), start);
        sink.await("subscribed", 1);
        ActivityEvent event = event("a.b");
        stream.publish(feed, event).join();
        stream.react(FeedReader.of(feed), event.id(), Actor.of("b", "Bob"), "👍");
        stream.delete(FeedReader.of(feed), event.id());
        sink.await("remove", 1);
        database.execute("UPDATE activity_feeds SET epoch = 'renewed' WHERE feed = '" + feed + "'");
        sink.await("reset", 1);

        assertThat(sink.messages())
                .filteredOn(message -> !message.get("type").equals("ping"))
                .allSatisfy(message -> assertThat(message).containsEntry("subscription", "x"))
                .extracting(message -> message.get("type"))
                .containsExactly("subscribed", "put", "patch", "remove", "reset");
    }

    @Test
    void aPingTellsEachItsPositionWhileOneIsBehind() {
        StreamPosition first = publish(1);
        StreamPosition head = publish(600);
        session.subscribe(FeedHub.ACTIVITIES, "live", EventFilter.all(), null);
        sink.await("subscribed", 1);
        sink.writable(false);
        session.subscribe(FeedHub.ACTIVITIES, "behind", EventFilter.all(), first);
        // It gets its pings in the same turns, some of them while a piece of the replay waits.
        RecordingSink other = new RecordingSink();
        stream.subscribe(feed, EventFilter.all(), null, other);
        other.await("ping", 4);

        sink.writable(true);
        session.resume();

        sink.await("put", 600);
        sink.await("ping", sink.messages("ping").size() + 2);
        assertThat(sink.messages("ping"))
                .filteredOn(ping -> "behind".equals(ping.get("subscription")))
                .isNotEmpty()
                .allSatisfy(ping -> assertThat(ping).containsEntry("channel", "activities"))
                .extracting(ping -> offset(String.valueOf(ping.get("position"))))
                .allSatisfy(offset -> assertThat(offset).isLessThan(head.offset()));
        assertThat(sink.messages("ping"))
                .filteredOn(ping -> "live".equals(ping.get("subscription")))
                .isNotEmpty()
                .allSatisfy(ping -> assertThat(ping).containsEntry("position", head.toString()));
        assertThat(sink.messages())
                .filteredOn(message -> "behind".equals(message.get("subscription")))
                .extracting(message -> offset(String.valueOf(message.get("position"))))
                .isSorted();
        assertForAllOnlyWhatIsTrueOfAll(head);
    }

    /** A ping that names nobody comes before the second subscription, or after all it missed. */
    private void assertForAllOnlyWhatIsTrueOfAll(StreamPosition head) {
        String behind = null;
        boolean isTold = false;
        for (Map<String, Object> message : sink.messages()) {
            String position = String.valueOf(message.get("position"));
            if ("behind".equals(message.get("subscription"))) {
                behind = position;
            } else if (message.get("type").equals("ping") && !message.containsKey("channel")) {
                assertThat(behind).isIn(null, head.toString());
                isTold |= position.equals(behind);
            }
        }
        assertThat(isTold).isTrue();
    }

    private static long offset(String position) {
        return StreamPosition.parse(position).offset();
    }

    @Test
    void replaysOfASessionTakeTurnsAndHoldLittle() {
        StreamPosition first = publish(1);
        String padding = "x".repeat(1_000);
        for (int i = 0; i < 200; i++) {
            stream.publish(feed, ActivityEvent.builder("a.b").message(padding).build());
        }
        publish(1);
        session.subscribe(FeedHub.ACTIVITIES, EventFilter.types("live.*"), null);
        sink.await("subscribed", 1);
        sink.writable(false);
        int replays = FeedHub.MOST_SUBSCRIPTIONS - 1;
        for (int i = 0; i < replays; i++) {
            session.subscribe(FeedHub.ACTIVITIES, "r" + i, EventFilter.types("a.*"), first);
        }
        // Each of them, in a session of its own, has a piece of 64 KB waiting by then.
        RecordingSink other = new RecordingSink();
        stream.subscribe(feed, EventFilter.types("live.*"), null, other);
        other.await("subscribed", 1);
        stream.publish(feed, event("live.one")).join();
        other.await("put", 1);
        other.await("ping", 3);
        assertThat(session.isOpen()).isTrue();

        sink.writable(true);
        session.resume();

        List<Map<String, Object>> puts = sink.await("put", replays * 201 + 1);
        assertThat(sink.closed()).isNull();
        for (int i = 0; i < replays; i++) {
            String name = "r" + i;
            assertThat(puts)
                    .filteredOn(put -> name.equals(put.get("subscription")))
                    .extracting(put -> offset(String.valueOf(put.get("position"))))
                    .hasSize(201)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aSubscriptionThatHasEndedLetsTheNextHaveItsTurn() {
        StreamPosition first = publish(1);
        publish(2_000);
        sink.writable(false);
        for (int i = 0; i < 200; i++) {
            session.subscribe(FeedHub.ACTIVITIES, "r" + i % 3, EventFilter.all(), first);
        }
        session.unsubscribe(FeedHub.ACTIVITIES, "r0");
        session.unsubscribe(FeedHub.ACTIVITIES, "r1");
        RecordingSink other = new RecordingSink();
        stream.subscribe(feed, EventFilter.all(), null, other);
        other.await("ping", 2);

        sink.writable(true);
        session.resume();

        await().until(() -> ofTheLast(sink).size() == 2_000);
        assertThat(ofTheLast(sink)).isSorted().doesNotHaveDuplicates();
    }

    /** What the last subscription of a name was told; an earlier one may have begun. */
    private static List<Long> ofTheLast(RecordingSink sink) {
        List<Long> offsets = new ArrayList<>();
        for (Map<String, Object> message : sink.messages()) {
            if ("r2".equals(message.get("subscription")) && !message.get("type").equals("ping")) {
                if (message.get("type").equals("subscribed")) {
                    offsets.clear();
                } else {
                    offsets.add(offset(String.valueOf(message.get("position"))));
                }
            }
        }
        return offsets;
    }

    @Test
    void whoAsksAndDoesNotReadIsClosed() {
        session.subscribe(FeedHub.ACTIVITIES, EventFilter.all(), null);
        sink.await("subscribed", 1);
        sink.writable(false);
        for (int i = 0; i < 2 * Outbox.MOST_MESSAGES; i++) {
            session.subscribe(FeedHub.ACTIVITIES, "again", EventFilter.all(), null);
        }
        assertThat(sink.awaitClosed()).isEqualTo(CloseCode.TOO_SLOW);
    }

    @Test
    void everyoneOfASessionHearsOfAnEphemeralChannel() {
        SharedStates kept = new SharedStates();
        kept.set("bob", SharedStates.item("bob", 1));
        EphemeralChannel states = stream.hub().ephemeral("states-" + feed, kept);
        List<String> names = List.of("a", "b");
        session.subscribe(states.name(), EventFilter.all(), null);
        names.forEach(name -> session.subscribe(states.name(), name, EventFilter.all(), null));
        sink.await("subscribed", 3);
        kept.set("bob", SharedStates.item("bob", 2));
        states.changed(feed, "bob", "CHANGED");
        sink.await("put", 3);
        session.unsubscribe(states.name(), "a");
        kept.remove("bob");
        states.changed(feed, "bob");
        sink.await("remove", 2);
        session.unsubscribe(states.name());
        kept.set("bob", SharedStates.item("bob", 3));
        states.changed(feed, "bob");
        sink.await("put", 4);

        assertThat(typesOf("a")).containsExactly("subscribed", "put");
        assertThat(typesOf("b")).containsExactly("subscribed", "put", "remove", "put");
        assertThat(typesOf(null)).containsExactly("subscribed", "put", "remove");
    }

    private List<Object> typesOf(@Nullable String name) {
        return sink.messages().stream()
                .filter(message -> !message.get("type").equals("ping"))
                .filter(message -> Objects.equals(name, message.get("subscription")))
                .map(message -> message.get("type"))
                .toList();
    }

    @Test
    void refusesANameThatIsNone() {
        for (String name : List.of("", "a b", "ü", "x".repeat(65))) {
            assertThatThrownBy(() ->
                            session.subscribe(FeedHub.ACTIVITIES, name, EventFilter.all(), null))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("subscription")
                    .hasMessageContaining("1 to 64");
        }
        session.subscribe(FeedHub.ACTIVITIES, "Az09._-".repeat(9), EventFilter.all(), null);
        sink.await("subscribed", 1);
    }
}
