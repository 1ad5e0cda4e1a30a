package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.ActivityStream;
import dev.astir.stream.EventFilter;
import dev.astir.stream.StreamPosition;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a reader missed comes before what happens. */
class FeedReplayTest extends HubFixture {
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
                        // A ping before the subscription has begun tells none.
                        .filter(message -> message.containsKey("position"))
                        .map(message -> message.get("position").toString())
                        .map(position -> StreamPosition.parse(position).offset())
                        .toList();
        assertThat(sink.messages("ping")).isNotEmpty();
        assertThat(offsets).isSorted();
    }
}
