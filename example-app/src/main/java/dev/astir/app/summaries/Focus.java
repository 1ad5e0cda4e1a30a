package dev.astir.app.summaries;

import dev.astir.app.timeline.Segment;
import dev.astir.app.timeline.Segment.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds stretches of focus: at least 25 minutes at one thing, neither messages nor meetings, and
 * never away. A glance of less than a minute does not end one, as long as glances are at most a
 * tenth of it. This is the one place where focus is counted. For one line of a day; not
 * thread-safe.
 */
public final class Focus {

    private static final long SHORTEST = Duration.ofMinutes(25).toMillis();
    private static final long GLANCE = Duration.ofMinutes(1).toMillis();

    /** A stretch, in milliseconds since 1970. Immutable. */
    public record Stretch(long start, long end, Thing thing) {

        /** How long it lasted, glances and all. */
        public long millis() {
            return end - start;
        }
    }

    private final List<Stretch> found = new ArrayList<>();
    private @Nullable Thing thing;
    private long start;
    private long end;

    /** How much of it was at its thing. */
    private long inside;

    private Focus() {}

    /**
     * The stretches of a line.
     *
     * @param things what somebody is at in an active segment; null where nobody can tell
     */
    public static List<Stretch> of(List<Segment> line, Function<Segment, @Nullable Thing> things) {
        Focus focus = new Focus();
        for (Segment segment : line) {
            focus.add(segment, segment.state() == State.ACTIVE ? things.apply(segment) : null);
        }
        focus.close();
        return List.copyOf(focus.found);
    }

    private void add(Segment segment, @Nullable Thing next) {
        if (thing != null && goesOn(segment, next)) {
            end = segment.end();
            inside += segment.millis();
        } else if (next != null
                && (thing == null || segment.millis() >= GLANCE || next.equals(thing))) {
            close();
            thing = next;
            start = segment.start();
            end = segment.end();
            inside = segment.millis();
        } else if (segment.millis() >= GLANCE) {
            close();
        }
    }

    private boolean goesOn(Segment segment, @Nullable Thing next) {
        return next != null
                && next.equals(thing)
                && segment.start() - end < GLANCE
                && (inside + segment.millis()) * 10 >= (segment.end() - start) * 9;
    }

    private void close() {
        if (thing != null && !thing.isTalk() && end - start >= SHORTEST) {
            found.add(new Stretch(start, end, thing));
        }
        thing = null;
    }
}
