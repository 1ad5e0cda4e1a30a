package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.StreamPosition;
import org.junit.jupiter.api.Test;

class ToldTest {
    private final Told told = new Told(new FeedLag(() -> 0));

    @Test
    void oneTaskWaitsHoweverMuchIsHeard() {
        assertThat(told.hears(at("a", 5))).isTrue();
        for (int offset = 1; offset < 10_000; offset++) {
            assertThat(told.hears(at("a", offset))).isFalse();
        }

        assertThat(told.take()).isEqualTo(at("a", 9_999));
        assertThat(told.take()).isNull();
        assertThat(told.hears(at("a", 10_000))).isTrue();
    }

    @Test
    void whatThisNodeHasCommittedIsNoNews() {
        told.committed(at("a", 7));

        assertThat(told.hears(at("a", 7))).isFalse();
        assertThat(told.take()).isNull();
        assertThat(told.hears(at("a", 8))).isTrue();
    }

    @Test
    void aFeedThatHasBegunAnewIsNewsWhateverItsOffsets() {
        told.committed(at("a", 7));

        assertThat(told.hears(at("b", 1))).isTrue();
        assertThat(told.take()).isEqualTo(at("b", 1));
    }

    private static StreamPosition at(String epoch, long offset) {
        return new StreamPosition(epoch, offset);
    }
}
