package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.EventFilter;
import dev.astir.stream.StreamPosition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What reaches whom. */
class FeedHubTest extends HubFixture {
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
    void pingsWithThePositionScannedSoFar() {
        stream.subscribe(feed, EventFilter.types("never.*"), null, sink);
        sink.await("subscribed", 1);
        StreamPosition position = publish(5);

        await().until(() ->
                sink.messages("ping").stream()
                        .anyMatch(ping -> position.toString().equals(ping.get("position"))));
        assertThat(sink.messages("put")).isEmpty();
    }

    private RecordingSink connect(Set<String> audiences, StreamPosition after) {
        RecordingSink reader = new RecordingSink();
        stream.hub()
                .connect(FeedAccess.of("reader", feed, audiences), reader)
                .subscribe(FeedHub.ACTIVITIES, EventFilter.all(), after);
        return reader;
    }

    private static ActivityEvent audience(String type, String... audience) {
        return ActivityEvent.builder(type).audience(audience).build();
    }
}
