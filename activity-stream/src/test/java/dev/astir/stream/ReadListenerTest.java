package dev.astir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever listens hears what is about to be read, and can forbid it. */
class ReadListenerTest {

    @Test
    void hearsOfPagesEventsAndFilesBeforeTheyAreRead() throws IOException {
        List<String> heard = new ArrayList<>();
        boolean[] refuses = new boolean[1];
        try (TestDatabase database = TestDatabase.migrated();
                ActivityStream stream =
                        ActivityStream.builder(database.owner())
                                .onRead((reader, events) -> {
                                    if (refuses[0]) {
                                        throw new IllegalStateException("planted");
                                    }
                                    events.forEach(event ->
                                            heard.add(reader.audiences() + " " + event.message()));
                                })
                                .build()) {
            FeedReader reader = new FeedReader("f", Set.of("managers"));
            ActivityEvent one = event("one").audience("managers").build();
            stream.publish("f", one).join();
            stream.publish("f", event("hidden").audience("others").build()).join();
            stream.publish("f", event("two").build()).join();

            stream.page(reader, EventFilter.all(), null, 10);
            assertThat(heard).containsExactly("[managers] two", "[managers] one");
            heard.clear();
            stream.find(reader, one.id());
            stream.find(reader, UUID.randomUUID());
            assertThat(heard).containsExactly("[managers] one");
            heard.clear();
            stream.csv(reader, EventFilter.all(), new StringBuilder());
            assertThat(heard).containsExactly("[managers] two", "[managers] one");

            refuses[0] = true;
            assertThatThrownBy(() -> stream.page(reader, EventFilter.all(), null, 10))
                    .hasMessage("planted");
            assertThatThrownBy(() -> stream.csv(reader, EventFilter.all(), new StringBuilder()))
                    .hasMessage("planted");
        }
    }

    private static ActivityEvent.Builder event(String message) {
        return ActivityEvent.builder("a.b").message(message);
    }
}
