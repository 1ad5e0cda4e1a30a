package dev.astir.benchmarks.feed;

import java.nio.ByteBuffer;

/**
 * Finds the {@link EventMark}s in a text that comes in pieces of any size, without reading the rest
 * of it: one message or a thousand in a frame make no difference. Not safe for use by several
 * threads.
 */
final class MarkScanner {

    /** Hears of events. */
    interface Found {
        void event(long number, long nanos);
    }

    private static final int STEP = EventMark.SIGNS;

    /** The start of a mark that the last piece ended in. */
    private final byte[] carried = new byte[EventMark.LENGTH];

    private int carriedLength;

    /** Looks at a piece of the text. */
    void scan(ByteBuffer bytes, int from, int to, Found found) {
        int start = from;
        while (carriedLength > 0 && start < to) {
            start = complete(bytes, start, to, found);
        }
        int at = start + STEP - 1;
        int scanned = start;
        while (at < to) {
            if (bytes.get(at) != EventMark.SIGN) {
                at += STEP;
                continue;
            }
            int first = at;
            while (first > scanned && bytes.get(first - 1) == EventMark.SIGN) {
                first--;
            }
            if (first + EventMark.LENGTH > to) {
                carry(bytes, first, to);
                return;
            }
            scanned = found(bytes, first, found) ? first + EventMark.LENGTH : first + 1;
            at = scanned + STEP - 1;
        }
        for (int first = Math.max(scanned, at - STEP + 1); first < to; first++) {
            if (bytes.get(first) == EventMark.SIGN) {
                carry(bytes, first, to);
                return;
            }
        }
    }

    private void carry(ByteBuffer bytes, int from, int to) {
        carriedLength = to - from;
        bytes.get(from, carried, 0, carriedLength);
    }

    /** Tells up to where the piece belongs to what was carried. */
    private int complete(ByteBuffer bytes, int from, int to, Found found) {
        int length = Math.min(EventMark.LENGTH - carriedLength, to - from);
        bytes.get(from, carried, carriedLength, length);
        carriedLength += length;
        if (carriedLength == EventMark.LENGTH) {
            if (found(ByteBuffer.wrap(carried), 0, found)) {
                carriedLength = 0;
            } else {
                shift();
            }
        }
        return from + length;
    }

    /** That sign began no mark; perhaps another one does. */
    private void shift() {
        int next = 1;
        while (next < EventMark.LENGTH && carried[next] != EventMark.SIGN) {
            next++;
        }
        carriedLength = EventMark.LENGTH - next;
        System.arraycopy(carried, next, carried, 0, carriedLength);
    }

    private static boolean found(ByteBuffer bytes, int first, Found found) {
        for (int i = 1; i < EventMark.SIGNS; i++) {
            if (bytes.get(first + i) != EventMark.SIGN) {
                return false;
            }
        }
        int at = first + EventMark.SIGNS;
        long number = 0;
        for (; bytes.get(at) != '.'; at++) {
            number = number * 10 + bytes.get(at) - '0';
        }
        long nanos = 0;
        for (at++; at < first + EventMark.LENGTH; at++) {
            nanos = nanos * 10 + bytes.get(at) - '0';
        }
        found.event(number, nanos);
        return true;
    }
}
