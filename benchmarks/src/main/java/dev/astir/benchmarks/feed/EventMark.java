package dev.astir.benchmarks.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * What tells one event from another, somewhere in its text: eight at signs, its number in ten
 * digits, a dot, and the time at which it was published, {@link System#nanoTime}, in nineteen. That
 * clock is the same for all processes of a Linux machine. Stateless.
 */
public final class EventMark {
    /** Eight, so that a reader needs to look at each eighth byte only. */
    static final int SIGNS = 8;

    static final byte SIGN = '@';
    static final int LENGTH = 38;

    private static final int NUMBER = SIGNS;
    private static final int NUMBER_END = 18;
    private static final int TIME = 19;

    private EventMark() {}

    /** The mark of an event. */
    public static String text(long number, long nanos) {
        return "@".repeat(SIGNS) + "%010d.%019d".formatted(number, nanos);
    }

    /** An event of some bytes, as a JSON object in ASCII on one line. */
    static byte[] event(long number, long nanos, int bytes) {
        String start =
                "{\"type\":\"task.created\",\"mark\":\"" + text(number, nanos) + "\",\"pad\":\"";
        String end = "\"}";
        int pad = Math.max(0, bytes - start.length() - end.length());
        return (start + "x".repeat(pad) + end).getBytes(US_ASCII);
    }

    /** The mark in an event, for a server that makes an event of its own kind of it. */
    static String find(String event) {
        int start = event.indexOf("@".repeat(SIGNS));
        return event.substring(start, start + LENGTH);
    }

    /** The number in the text of a mark. */
    static long number(String mark) {
        return Long.parseLong(mark.substring(NUMBER, NUMBER_END));
    }

    /** The time in the text of a mark. */
    static long nanos(String mark) {
        return Long.parseLong(mark.substring(TIME, LENGTH));
    }
}
