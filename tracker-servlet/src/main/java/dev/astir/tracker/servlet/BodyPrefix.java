package dev.astir.tracker.servlet;

import dev.astir.tracker.json.JsonField;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The beginning of a body, kept while the application reads it. Safe for use by several threads,
 * because an asynchronous request is read by other threads than the one that looks here at the end.
 */
final class BodyPrefix {
    /** The request attribute under which the filter keeps this. */
    static final String ATTRIBUTE = BodyPrefix.class.getName();

    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    BodyPrefix(int limit) {
        this.limit = limit;
    }

    synchronized void add(byte[] buffer, int offset, int length) {
        bytes.write(buffer, offset, Math.min(length, limit - bytes.size()));
    }

    /** Adds what has arrived of a body that nobody else reads. Does not wait for more. */
    synchronized void addAvailable(InputStream body) throws IOException {
        int available = Math.min(body.available(), limit - bytes.size());
        while (available > 0) {
            byte[] next = body.readNBytes(available);
            bytes.write(next, 0, next.length);
            available = next.length == 0 ? 0 : Math.min(body.available(), limit - bytes.size());
        }
    }

    synchronized Optional<String> find(JsonField field) {
        byte[] json = bytes.toByteArray();
        return field.find(json, json.length);
    }
}
