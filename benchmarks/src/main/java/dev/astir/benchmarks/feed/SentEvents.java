package dev.astir.benchmarks.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads server-sent events as the standard has it: one that its blank line does not follow was
 * never sent. Not safe for use by several threads.
 */
final class SentEvents {
    private static final String ID = "id: ";
    private static final String DATA = "data: ";
    private static final Set<String> DURABLE = Set.of("put", "patch", "remove");

    private final Consumer<LossMessage> messages;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1_024);
    private String id = "";
    private List<LossMessage> data = List.of();

    SentEvents(Consumer<LossMessage> messages) {
        this.messages = messages;
    }

    /** Reads a piece, which may end anywhere. */
    void read(byte[] bytes, int from, int to) throws IOException {
        int start = from;
        for (int at = from; at < to; at++) {
            if (bytes[at] == '\n') {
                line.write(bytes, start, at - start);
                line();
                start = at + 1;
            }
        }
        line.write(bytes, start, to - start);
    }

    private void line() throws IOException {
        byte[] bytes = line.toByteArray();
        line.reset();
        if (bytes.length == 0) {
            for (LossMessage message : data) {
                boolean isRight =
                        id.isEmpty()
                                ? !DURABLE.contains(message.type())
                                : id.equals(message.position());
                if (!isRight) {
                    throw new IllegalStateException("the id is \"" + id + "\" of " + message);
                }
                messages.accept(message);
            }
            id = "";
            data = List.of();
        } else if (startsWith(bytes, DATA)) {
            data = LossMessage.read(bytes, DATA.length(), bytes.length);
        } else if (startsWith(bytes, ID)) {
            id = new String(bytes, ID.length(), bytes.length - ID.length(), UTF_8);
        }
    }

    private static boolean startsWith(byte[] bytes, String field) {
        for (int i = 0; i < field.length(); i++) {
            if (i == bytes.length || bytes[i] != field.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
