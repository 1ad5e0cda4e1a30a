package dev.astir.stream.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.StreamPosition;
import java.util.List;
import java.util.Map;

/** Which offsets came, in the order in which they came. */
final class Positions {
    static final String ACTIVITIES = "{\"type\":\"subscribe\",\"channel\":\"activities\"}";

    private Positions() {}

    /** Asks for what comes after a position. */
    static String after(StreamPosition position) {
        return "{\"type\":\"subscribe\",\"channel\":\"activities\",\"after\":\"" + position + "\"}";
    }

    /** Whether what was put is this, all of it and each of it once, in order. */
    static void assertPut(List<Map<String, Object>> messages, String epoch, long from, long to) {
        List<Map<String, Object>> puts = puts(messages);
        for (int i = 0; i < puts.size() && i <= to - from; i++) {
            assertThat(puts.get(i)).containsEntry("position", epoch + "-" + (from + i));
        }
        assertThat(puts).hasSize((int) (to - from + 1));
    }

    static List<Map<String, Object>> puts(List<Map<String, Object>> messages) {
        return messages.stream().filter(message -> message.get("type").equals("put")).toList();
    }
}
