package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.stream.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventStreamRequestTest {
    private static final FeedLimits WIDE = FeedLimits.DEFAULT.withSubscriptionsPerSession(100);

    @Test
    void asksForAsManyChannelsAsASessionMayHave() {
        assertThat(EventStreamRequest.of(new Channels(100), WIDE).channels()).hasSize(100);
        assertThatThrownBy(() -> EventStreamRequest.of(new Channels(101), WIDE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("at most 100");
        assertThatThrownBy(() -> EventStreamRequest.of(new Channels(33)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("at most 32");
    }

    private record Channels(int count) implements FeedRequest {
        @Override
        public List<String> headers(String name) {
            return List.of();
        }

        @Override
        public @Nullable String cookie(String name) {
            return null;
        }

        @Override
        public Map<String, List<String>> parameters() {
            return Map.of(
                    "channel", IntStream.range(0, count).mapToObj(i -> "channel-" + i).toList());
        }

        @Override
        public @Nullable String remoteAddress() {
            return null;
        }
    }
}
