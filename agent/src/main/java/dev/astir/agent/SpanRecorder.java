package dev.astir.agent;

import dev.astir.agent.privacy.Captured;
import dev.astir.protocol.AgentMessage.Activity;
import dev.astir.protocol.AgentMessage.State;
import dev.astir.protocol.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans of what is seen each second. The same thing extends the open span; something else
 * closes it. Idle starts when input stopped, not when that was noticed: so what lies behind the
 * last input stays open until input comes again, or is cut off when the person turns out to be
 * idle. Another application settles what was before it, because somebody has to switch. A jump of
 * the clock, or a time without a look (a suspended machine), ends everything at the last look.
 *
 * <p>Spans never overlap, and never change once closed. Not thread-safe.
 */
final class SpanRecorder {

    /**
     * What one look has led to.
     *
     * @param closed spans that are final now, in order
     * @param open all spans that are not
     * @param state the live state, if it changed
     */
    record Step(List<Span> closed, List<Span> open, @Nullable State state) {}

    /** Longer without a look than this, and nobody can say what was on the screen. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(10);

    /** How far wall clock and monotonic clock may drift apart between two looks. */
    private static final Duration LARGEST_JUMP = Duration.ofSeconds(2);

    /** Bounds what changing titles can pile up while nobody touches anything. */
    private static final int MOST_UNSETTLED = 50;

    private static final Captured NO_CONTENTS = new Captured(false, null, null);

    private final Supplier<String> ids;
    private final Duration longest;

    private final Deque<Draft> unsettled = new ArrayDeque<>();
    private final List<Span> closed = new ArrayList<>();
    private @Nullable Draft open;
    private @Nullable Instant lastLook;
    private long lastNanos;
    private Instant settledUntil = Instant.MIN;
    private @Nullable State lastState;

    /**
     * @param ids makes the spans' ids
     * @param longest cuts a span, so that a long stretch reaches the server while it lasts
     */
    SpanRecorder(Supplier<String> ids, Duration longest) {
        this.ids = ids;
        this.longest = longest;
    }

    /**
     * One look.
     *
     * @param clock the wall clock
     * @param nanos the monotonic clock
     * @param captured what may be kept of what was seen
     * @param sinceInput how long ago the last input was
     * @param idleAfter without input for this long, a person is idle
     */
    Step look(
            Instant clock, long nanos, Captured captured, Duration sinceInput, Duration idleAfter) {
        closed.clear();
        endAtJump(clock, nanos);
        // A clock that is set back by a moment must not turn a span around.
        Instant now = lastLook == null ? clock : later(clock, lastLook);
        if (lastLook == null) {
            // What was before the first look is not ours to say.
            settledUntil = later(settledUntil, now);
        }
        Instant lastInput = now.minus(sinceInput);
        State state;
        if (sinceInput.compareTo(idleAfter) >= 0) {
            idle(now, lastInput);
            state = new State(since(), Activity.IDLE, null, null, null, null);
        } else {
            active(now, lastInput, captured);
            state = new State(now, Activity.ACTIVE, captured.app(), null, captured.title(), null);
        }
        lastLook = now;
        lastNanos = nanos;
        return step(state);
    }

    /**
     * Ends all spans now: the person paused, or the agent stops.
     *
     * @param clock the wall clock
     * @param nanos the monotonic clock
     * @param state the live state from now on, or null if nobody knows
     */
    Step stop(Instant clock, long nanos, @Nullable State state) {
        closed.clear();
        endAtJump(clock, nanos);
        Draft draft = open;
        if (draft != null) {
            draft.end = later(draft.end, clock);
        }
        endEverything();
        lastLook = null;
        return step(state);
    }

    private Step step(@Nullable State state) {
        List<Span> still = new ArrayList<>();
        unsettled.forEach(draft -> still.add(draft.span(draft.end)));
        Draft draft = open;
        if (draft != null) {
            still.add(draft.span(draft.end));
        }
        boolean changed = state != null && !sameActivity(state, lastState);
        if (changed) {
            lastState = state;
        }
        return new Step(List.copyOf(closed), still, changed ? state : null);
    }

    private static boolean sameActivity(State one, @Nullable State other) {
        return other != null
                && one.state() == other.state()
                && Objects.equals(one.app(), other.app())
                && Objects.equals(one.title(), other.title());
    }

    private Instant since() {
        Draft draft = Objects.requireNonNull(open);
        return draft.start;
    }

    private void endAtJump(Instant now, long nanos) {
        Instant last = lastLook;
        if (last == null) {
            return;
        }
        Duration wall = Duration.between(last, now);
        Duration monotonic = Duration.ofNanos(nanos - lastNanos);
        boolean jumped = wall.minus(monotonic).abs().compareTo(LARGEST_JUMP) > 0;
        if (jumped || monotonic.compareTo(LONGEST_GAP) > 0) {
            endEverything();
            settledUntil = now;
            lastLook = null;
        }
    }

    private void endEverything() {
        unsettled.forEach(draft -> close(draft, draft.end));
        unsettled.clear();
        Draft draft = open;
        if (draft != null) {
            close(draft, draft.end);
            open = null;
        }
    }

    private void idle(Instant now, Instant lastInput) {
        Draft draft = open;
        if (draft != null && draft.kind == Span.Kind.IDLE) {
            draft.end = now;
            if (isLong(draft)) {
                close(draft, now);
                open = new Draft(ids.get(), Span.Kind.IDLE, draft.contents, now, now);
            }
            return;
        }
        Instant stopped = later(lastInput, settledUntil);
        if (draft != null) {
            unsettled.add(draft);
        }
        for (Draft waiting : unsettled) {
            close(waiting, earlier(waiting.end, stopped));
        }
        unsettled.clear();
        settledUntil = later(settledUntil, stopped);
        open = new Draft(ids.get(), Span.Kind.IDLE, NO_CONTENTS, earlier(stopped, now), now);
    }

    private void active(Instant now, Instant lastInput, Captured captured) {
        Draft draft = open;
        Instant start = now;
        if (draft != null && draft.kind == Span.Kind.IDLE) {
            start = earlier(later(lastInput, draft.start), now);
            close(draft, start);
            draft = null;
        }
        if (draft == null) {
            open = draft(captured, start, now);
            return;
        }
        draft.end = now;
        if (!draft.contents.equals(captured)) {
            unsettled.add(draft);
            if (!sameApp(draft.contents, captured)) {
                settle(now);
            }
            open = draft(captured, now, now);
        } else if (isLong(draft) && lastInput.isAfter(draft.start)) {
            unsettled.add(draft);
            open = draft(captured, now, now);
        }
        settle(lastInput);
    }

    /** Closes what ended before; with too much waiting, the oldest goes too. */
    private void settle(Instant until) {
        Draft first = unsettled.peekFirst();
        while (first != null && (!first.end.isAfter(until) || unsettled.size() > MOST_UNSETTLED)) {
            close(unsettled.removeFirst(), first.end);
            first = unsettled.peekFirst();
        }
    }

    private void close(Draft draft, Instant end) {
        // Input that stopped before a span began leaves nothing of it.
        if (end.isAfter(draft.start)) {
            closed.add(draft.span(end));
            settledUntil = later(settledUntil, end);
        }
    }

    private boolean isLong(Draft draft) {
        return Duration.between(draft.start, draft.end).compareTo(longest) >= 0;
    }

    private Draft draft(Captured captured, Instant start, Instant end) {
        Span.Kind kind = captured.hidden() ? Span.Kind.PRIVATE : Span.Kind.ACTIVE;
        return new Draft(ids.get(), kind, captured, start, end);
    }

    private static boolean sameApp(Captured one, Captured other) {
        return one.hidden() == other.hidden() && Objects.equals(one.app(), other.app());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** A span whose end still moves. */
    private static final class Draft {

        final String id;
        final Span.Kind kind;
        final Captured contents;
        final Instant start;
        Instant end;

        Draft(String id, Span.Kind kind, Captured contents, Instant start, Instant end) {
            this.id = id;
            this.kind = kind;
            this.contents = contents;
            this.start = start;
            this.end = end;
        }

        Span span(Instant until) {
            return new Span(id, start, until, kind, contents.app(), null, contents.title(), null);
        }
    }
}
