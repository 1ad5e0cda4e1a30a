package dev.astir.app.capture;

import java.time.Duration;

/**
 * How long nothing was heard on a line. Whatever comes counts, and an answer to a ping as well: who
 * is pinged once {@link #PING} have passed, and silent for {@link #LONGEST}, is not there any more.
 * With its grace such a device is gone 66 seconds after it was heard from last. Thread-safe.
 */
final class LineSilence {

    /** After so much silence a line is asked whether it is there, and again after as much. */
    static final Duration PING = Duration.ofSeconds(24);

    /** So much silence, two pings unanswered, ends a line. */
    static final Duration LONGEST = Duration.ofSeconds(50);

    /** What is to be done about a line. */
    enum Step {
        NONE,
        PING,
        END
    }

    private final LineTime time;
    private volatile long heardAt;

    /** Belongs to the one thread that looks. */
    private long pingedAt;

    LineSilence(LineTime time) {
        this.time = time;
        this.heardAt = time.nanos();
        this.pingedAt = heardAt;
    }

    /** Something came. */
    void heard() {
        heardAt = time.nanos();
    }

    /** How long nothing came. */
    Duration length() {
        return Duration.ofNanos(time.nanos() - heardAt);
    }

    /** Looked at every second or so. */
    Step step() {
        long now = time.nanos();
        if (now - heardAt > LONGEST.toNanos()) {
            return Step.END;
        }
        if (now - heardAt < PING.toNanos() || now - pingedAt < PING.toNanos()) {
            return Step.NONE;
        }
        pingedAt = now;
        return Step.PING;
    }
}
