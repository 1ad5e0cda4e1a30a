package dev.astir.app.timeline;

import dev.astir.app.days.ClosedWeek;
import dev.astir.app.days.Day;
import dev.astir.app.timeline.Segment.State;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A day of a person as one line. Immutable.
 *
 * @param start where it begins, in milliseconds since 1970: at its midnight, or with a night shift
 *     of the day before at that one's end
 * @param end the first millisecond after it; {@link Long#MAX_VALUE} while a night shift goes on
 * @param week the closed week that the day is of; null when that is open
 * @param openFrom from when on nothing is known but that a session runs; null when none does. The
 *     segments do not have what comes then
 * @param sessions how many sessions have some of it
 */
public record DayLine(
        Day day,
        long start,
        long end,
        @Nullable ClosedWeek week,
        List<Segment> segments,
        List<Media> media,
        @Nullable Long openFrom,
        int sessions) {

    public DayLine {
        segments = List.copyOf(segments);
        media = List.copyOf(media);
    }

    /** What played. Immutable. */
    public record Media(long start, long end, String media) {}

    /**
     * A stretch of a session in which nobody typed, and of which its person has not said what it
     * was. Immutable.
     *
     * @param projectId what the session is for; null for nothing in particular
     */
    public record Undecided(UUID session, long start, long end, @Nullable UUID projectId) {

        /** How long it lasted. */
        public long millis() {
            return end - start;
        }
    }

    /**
     * The stretches to decide on: those that last at least so long; in a closed week, as long as
     * when it was approved.
     */
    public List<Undecided> undecided(long leastMillis) {
        long least = week == null ? leastMillis : week.idleAfter().toMillis();
        List<Undecided> found = new ArrayList<>();
        @Nullable Undecided last = null;
        for (Segment segment : segments) {
            if (segment.state() != State.IDLE || segment.session() == null) {
                continue;
            }
            if (last != null
                    && last.end() == segment.start()
                    && last.session().equals(segment.session())) {
                found.removeLast();
                last = new Undecided(last.session(), last.start(), segment.end(), last.projectId());
            } else {
                last =
                        new Undecided(
                                segment.session(),
                                segment.start(),
                                segment.end(),
                                segment.projectId());
            }
            found.add(last);
        }
        return found.stream().filter(each -> each.millis() >= least).toList();
    }
}
