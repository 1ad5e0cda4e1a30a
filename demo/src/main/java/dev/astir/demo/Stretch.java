package dev.astir.demo;

import dev.astir.protocol.AgentMessage.Activity;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which somebody does one thing. Immutable.
 *
 * @param app the application in front; null unless they are active
 */
record Stretch(Instant start, Instant end, Activity activity, @Nullable App app) {

    Duration length() {
        return Duration.between(start, end);
    }

    Stretch until(Instant newEnd) {
        return new Stretch(start, newEnd, activity, app);
    }

    boolean overlaps(Stretch other) {
        return start.isBefore(other.end) && other.start.isBefore(end);
    }

    boolean isWork() {
        return activity == Activity.ACTIVE && !isMeeting();
    }

    boolean isMeeting() {
        return Workday.MEETING_APP.equals(app);
    }
}
