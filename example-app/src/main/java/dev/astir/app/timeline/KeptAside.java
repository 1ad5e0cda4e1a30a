package dev.astir.app.timeline;

import dev.astir.app.sessions.AutomaticSessions;
import dev.astir.app.sessions.SessionTotals;
import dev.astir.app.timeline.IntervalRepository.Counted;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What came too late for a closed week. In the caller's transaction. Thread-safe. */
@Singleton
public class KeptAside {

    private final IntervalRepository intervals;
    private final AutomaticSessions automatic;
    private final SessionTotals totals;

    KeptAside(IntervalRepository intervals, AutomaticSessions automatic, SessionTotals totals) {
        this.intervals = intervals;
        this.automatic = automatic;
        this.totals = totals;
    }

    /**
     * Has it count, in days and in sessions, when its week is open again; what another closed week
     * has some of stays aside.
     *
     * @param from the week's first instant
     * @param to the first instant after it
     * @return how many intervals
     */
    public long count(UUID organizationId, UUID personId, Instant from, Instant to) {
        List<Counted> counted = intervals.count(organizationId, personId, from, to);
        for (Counted each : counted) {
            if (each.sessionId() == null) {
                sessionsOf(organizationId, personId, each);
            } else {
                totals.addPosted(
                        organizationId,
                        each.sessionId(),
                        new SessionTotals.Posted(
                                Math.toIntExact(each.count()),
                                each.activeSeconds(),
                                each.idleSeconds(),
                                each.lastActiveEnd()));
            }
        }
        if (!counted.isEmpty()) {
            // An interval over the week's border reaches no further beyond it.
            totals.forgetCaptured(
                    organizationId,
                    personId,
                    from.minus(SpanIntake.LONGEST),
                    to.plus(SpanIntake.LONGEST));
            totals.recapture(organizationId, personId, from, to);
        }
        return counted.stream().mapToLong(Counted::count).sum();
    }

    /** What agents captured of work may make sessions, as it does when it comes in time. */
    private void sessionsOf(UUID organizationId, UUID personId, Counted captured) {
        Instant first = captured.firstActiveStart();
        Instant last = captured.lastActiveEnd();
        if (first != null && last != null) {
            automatic.captured(organizationId, personId, first, last);
        }
    }
}
