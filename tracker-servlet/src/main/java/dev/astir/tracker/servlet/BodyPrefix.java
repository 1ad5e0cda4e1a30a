package dev.astir.tracker.servlet;

import dev.astir.tracker.http.JsonField;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a body, kept while the application reads it, as bytes or as characters; or only
 * the client's id, where it stands in the first bytes that are read, as it mostly does. Safe for
 * use by several threads, because an asynchronous request is read by other threads than the one
 * that looks here at the end.
 */
final class BodyPrefix {
    private static final int FIRST_SIZE = 512;
    private static final int MOST_AHEAD = 16;

    private final int limit;
    private final int expected;
    private final @Nullable JsonField firstField;

    // No more is kept. Set after the id, so that whoever sees it sees the id too.
    private volatile boolean enoughBytes;
    private volatile boolean enoughText;

    private Optional<String> id = Optional.empty();
    private byte[] bytes = {};
    private int length;
    // What is read next: behind what is kept, unless the application has gone back to a mark.
    private int position;
    private int mark;
    // Beside the bytes, because a container may decode what it reads by our stream.
    private @Nullable StringBuilder text;
    private int textPosition;
    private int textMark;

    /**
     * @param limit how much is kept at most
     * @param contentLength how long the client says the body is, or -1
     * @param firstField if this has a value, no other field is asked for
     */
    BodyPrefix(int limit, long contentLength, @Nullable JsonField firstField) {
        this.limit = limit;
        this.expected = (int) Math.min(contentLength, limit);
        this.firstField = firstField;
    }

    void add(int next) {
        if (!enoughBytes) {
            addByte((byte) next);
        }
    }

    private synchronized void addByte(byte next) {
        if (position == length && length < limit) {
            reserve(1);
            bytes[length++] = next;
            enoughBytes = length == limit;
        }
        position++;
    }

    void add(byte[] buffer, int offset, int count) {
        if (!enoughBytes) {
            addBytes(buffer, offset, count);
        }
    }

    private synchronized void addBytes(byte[] buffer, int offset, int count) {
        if (length == 0 && isIn(buffer, offset, count)) {
            enoughBytes = true;
            enoughText = true;
            return;
        }
        int known = Math.min(count, length - position);
        int added = Math.min(count - known, limit - length);
        if (added > 0) {
            reserve(added);
            System.arraycopy(buffer, offset + known, bytes, length, added);
            length += added;
            enoughBytes = length == limit;
        }
        position += count;
    }

    /** Whether the client's id stands in the first bytes, so that the others need not be kept. */
    private boolean isIn(byte[] buffer, int offset, int count) {
        if (firstField == null) {
            return false;
        }
        String value = firstField.findPlain(buffer, offset, offset + Math.min(count, limit));
        if (value == null || value.isEmpty()) {
            return false;
        }
        id = Optional.of(value);
        return true;
    }

    void add(char[] buffer, int offset, int count) {
        if (!enoughText) {
            addText(buffer, offset, count);
        }
    }

    void addCharacter(char next) {
        if (!enoughText) {
            addOne(next);
        }
    }

    private synchronized void addOne(char next) {
        StringBuilder kept = text();
        if (textPosition == kept.length() && textPosition < limit) {
            kept.append(next);
            enoughText = kept.length() == limit;
        }
        textPosition++;
    }

    void addLine(String line) {
        if (!enoughText) {
            char[] read = (line + '\n').toCharArray();
            addText(read, 0, read.length);
        }
    }

    private synchronized void addText(char[] buffer, int offset, int count) {
        StringBuilder kept = text();
        int known = Math.min(count, kept.length() - textPosition);
        int added = Math.min(count - known, limit - kept.length());
        if (added > 0) {
            kept.append(buffer, offset + known, added);
            enoughText = kept.length() == limit;
        }
        textPosition += count;
    }

    private StringBuilder text() {
        StringBuilder kept = text;
        if (kept == null) {
            kept = new StringBuilder(Math.min(limit, FIRST_SIZE));
            text = kept;
        }
        return kept;
    }

    synchronized void mark() {
        mark = position;
    }

    /** The bytes since the mark will be read again. */
    synchronized void reset() {
        position = mark;
    }

    synchronized void markText() {
        textMark = textPosition;
    }

    /** The characters since the mark will be read again. */
    synchronized void resetText() {
        textPosition = textMark;
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
        enoughBytes = true;
    }

    /** Takes room for the length that is expected; but not for much more than what has come. */
    private void reserve(int count) {
        int needed = length + count;
        if (needed > bytes.length) {
            long size =
                    needed <= expected
                            ? Math.min(expected, Math.max(FIRST_SIZE, (long) MOST_AHEAD * needed))
                            : Math.max(needed, Math.max(FIRST_SIZE, 2L * bytes.length));
            bytes = Arrays.copyOf(bytes, (int) Math.min(size, limit));
        }
    }

    Optional<String> find(JsonField field) {
        return enoughBytes && id.isPresent() && field == firstField ? id : findKept(field);
    }

    private synchronized Optional<String> findKept(JsonField field) {
        if (text != null) {
            byte[] json = text.toString().getBytes(StandardCharsets.UTF_8);
            return field.find(json, json.length);
        }
        return field.find(bytes, length);
    }
}
