package dev.astir.tracker.servlet;

import dev.astir.tracker.http.JsonField;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a body, kept while the application reads it, as bytes or as characters. Safe for
 * use by several threads, because an asynchronous request is read by other threads than the one
 * that looks here at the end.
 */
final class BodyPrefix {
    private static final int FIRST_SIZE = 512;

    private final int limit;
    private byte[] bytes = {};
    private int length;
    private @Nullable StringBuilder text;

    BodyPrefix(int limit) {
        this.limit = limit;
    }

    synchronized void add(int next) {
        if (length < limit) {
            reserve(1);
            bytes[length++] = (byte) next;
        }
    }

    synchronized void add(byte[] buffer, int offset, int count) {
        int kept = Math.min(count, limit - length);
        if (kept > 0) {
            reserve(kept);
            System.arraycopy(buffer, offset, bytes, length, kept);
            length += kept;
        }
    }

    synchronized void add(char[] buffer, int offset, int count) {
        if (text == null) {
            text = new StringBuilder();
        }
        text.append(buffer, offset, Math.min(count, limit - text.length()));
    }

    /** Adds what has arrived of a body that nobody else reads. Does not wait for more. */
    synchronized void addAvailable(InputStream body) throws IOException {
        int available = Math.min(body.available(), limit - length);
        while (available > 0) {
            reserve(available);
            int read = body.read(bytes, length, available);
            length += Math.max(0, read);
            available = read < 0 ? 0 : Math.min(body.available(), limit - length);
        }
    }

    private void reserve(int count) {
        int needed = length + count;
        if (needed > bytes.length) {
            int size = Math.max(FIRST_SIZE, Math.max(needed, 2 * bytes.length));
            bytes = Arrays.copyOf(bytes, Math.min(size, limit));
        }
    }

    synchronized Optional<String> find(JsonField field) {
        if (text != null) {
            byte[] json = text.toString().getBytes(StandardCharsets.UTF_8);
            return field.find(json, json.length);
        }
        return field.find(bytes, length);
    }
}
