package dev.astir.app.insights;

import dev.astir.app.summaries.Focus;
import dev.astir.app.summaries.Thing;
import dev.astir.app.timeline.DayLine;
import dev.astir.app.timeline.Segment;
import dev.astir.app.timeline.Segment.State;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a day came to, in milliseconds. Immutable.
 *
 * @param active worked, as everywhere: recorded, private, kept and added by hand
 * @param known of it, recorded where it can be told what somebody was at
 * @param switches from one thing to another
 * @param meetings of the known, in meetings
 */
record DayCounts(
        LocalDate date,
        long active,
        long known,
        int switches,
        long meetings,
        List<Focus.Stretch> focus) {

    DayCounts {
        focus = List.copyOf(focus);
    }

    static DayCounts of(DayLine line, Function<Segment, @Nullable Thing> things) {
        long active = 0;
        long known = 0;
        int switches = 0;
        long meetings = 0;
        Thing last = null;
        for (Segment segment : line.segments()) {
            active += segment.state().isWorked() ? segment.millis() : 0;
            Thing thing = segment.state() == State.ACTIVE ? things.apply(segment) : null;
            if (thing != null) {
                known += segment.millis();
                meetings += thing.isMeeting() ? segment.millis() : 0;
                switches += last != null && !last.equals(thing) ? 1 : 0;
                last = thing;
            }
        }
        return new DayCounts(
                line.day().date(),
                active,
                known,
                switches,
                meetings,
                Focus.of(line.segments(), things));
    }

    /** All of its stretches. */
    long focused() {
        return focus.stream().mapToLong(Focus.Stretch::millis).sum();
    }
}
