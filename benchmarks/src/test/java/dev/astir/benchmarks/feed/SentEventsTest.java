package dev.astir.benchmarks.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentEventsTest {
    private static final String TWO =
            """
            event: put
            id: e-7
            data: {"type":"put","position":"e-7","item":{"message":"\u00e9"}}

            event: ping
            data: {"type":"ping"}

            """;

    private final List<LossMessage> messages = new ArrayList<>();
    private final SentEvents events = new SentEvents(messages::add);

    private void read(String text, int piece) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        for (int from = 0; from < bytes.length; from += piece) {
            events.read(bytes, from, Math.min(bytes.length, from + piece));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1_000})
    void readsPiecesOfAnySize(int piece) throws IOException {
        read(TWO, piece);

        assertThat(messages).extracting(LossMessage::type).containsExactly("put", "ping");
        assertThat(messages.get(0).message()).isEqualTo("\u00e9");
    }

    @Test
    void anEventWithoutItsBlankLineWasNotSent() throws IOException {
        read(TWO.stripTrailing() + "\n", 1_000);

        assertThat(messages).extracting(LossMessage::type).containsExactly("put");
    }

    @Test
    void noticesAnIdThatIsNotThePosition() {
        assertThatThrownBy(() -> read(TWO.replace("id: e-7", "id: e-8"), 1_000))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("e-8");
        assertThatThrownBy(() -> read(TWO.replace("id: e-7\n", ""), 1_000))
                .isInstanceOf(IllegalStateException.class);
    }
}
