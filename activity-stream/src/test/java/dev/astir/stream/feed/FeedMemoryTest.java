package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.EventEdit;
import dev.astir.stream.EventFilter;
import dev.astir.stream.FeedReader;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.TestDatabase;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the hub remembers of the newest changes holds nothing that was taken back. */
class FeedMemoryTest {
    private static final FeedReader READER = FeedReader.of("remembered");

    private final TestDatabase database = TestDatabase.migrated();
    private final ActivityStream stream = ActivityStream.of(database.owner());
    private final RecordingSink watching = new RecordingSink();
    private final RecordingSink resuming = new RecordingSink();

    @AfterEach
    void close() {
        stream.close();
        database.close();
    }

    @Test
    void whatWasTakenBackIsNotReplayed() {
        StreamPosition before = publish("before").position;
        stream.subscribe("remembered", EventFilter.all(), null, watching);
        watching.await("subscribed", 1);
        Published edited = publish("secret one");
        Published deleted = publish("secret two");
        publish("kept");
        stream.edit(READER, edited.id, EventEdit.builder().message("edited").build());
        stream.delete(READER, deleted.id);
        watching.await("remove", 1);

        stream.subscribe("remembered", EventFilter.all(), before, resuming);

        resuming.await("remove", 1);
        assertThat(resuming.messages().toString())
                .contains("kept", "edited", deleted.id.toString())
                .doesNotContain("secret");
        assertThat(resuming.messages("put")).hasSize(2);
    }

    private Published publish(String message) {
        ActivityEvent event = ActivityEvent.builder("a.b").message(message).build();
        return new Published(event.id(), stream.publish("remembered", event).join());
    }

    private record Published(UUID id, StreamPosition position) {}
}
