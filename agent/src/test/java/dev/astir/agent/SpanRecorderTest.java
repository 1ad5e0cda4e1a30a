package dev.astir.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.agent.SpanRecorder.Step;
import dev.astir.agent.privacy.Captured;
import dev.astir.protocol.AgentMessage.Activity;
import dev.astir.protocol.AgentMessage.State;
import dev.astir.protocol.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SpanRecorderTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration IDLE_AFTER = Duration.ofSeconds(30);
    private static final Captured EDITOR = new Captured(false, "editor", null);
    private static final Captured BROWSER = new Captured(false, "browser", null);
    private static final Captured HIDDEN = new Captured(true, null, null);

    private final AtomicInteger ids = new AtomicInteger();
    private final SpanRecorder recorder =
            new SpanRecorder(() -> "s" + ids.incrementAndGet(), Duration.ofMinutes(1));
    private final List<Span> closed = new ArrayList<>();
    private final List<State> states = new ArrayList<>();
    private Instant now = START;
    private long nanos = 5_000_000_000L;
    private Instant lastInput = START;
    private List<Span> open = List.of();

    @Test
    void sameAppExtendsTheSpan() {
        work(10, EDITOR);
        assertThat(closed).isEmpty();
        assertThat(open).singleElement().isEqualTo(span("s1", 0, 9, Span.Kind.ACTIVE, "editor"));
        assertThat(states).containsExactly(active(0, "editor"));
    }

    @Test
    void anotherAppClosesTheSpanAtOnceWithoutGapOrOverlap() {
        work(10, EDITOR);
        work(5, BROWSER);
        work(1, HIDDEN);
        assertThat(closed)
                .containsExactly(
                        span("s1", 0, 10, Span.Kind.ACTIVE, "editor"),
                        span("s2", 10, 15, Span.Kind.ACTIVE, "browser"));
        assertThat(open).singleElement().isEqualTo(span("s3", 15, 15, Span.Kind.PRIVATE, null));
        assertThat(states)
                .containsExactly(active(0, "editor"), active(10, "browser"), active(15, null));
    }

    @Test
    void aLongStretchIsCutSoThatItArrivesWhileItLasts() {
        work(150, EDITOR);
        assertThat(closed)
                .containsExactly(
                        span("s1", 0, 60, Span.Kind.ACTIVE, "editor"),
                        span("s2", 60, 120, Span.Kind.ACTIVE, "editor"));
        assertThat(states).hasSize(1);
    }

    @Test
    void idleStartsWhenInputStoppedAndEndsWhenItCameBack() {
        work(100, EDITOR);
        rest(40, EDITOR);
        assertThat(closed)
                .containsExactly(
                        span("s1", 0, 60, Span.Kind.ACTIVE, "editor"),
                        span("s2", 60, 99, Span.Kind.ACTIVE, "editor"));
        assertThat(states)
                .containsExactly(
                        active(0, "editor"),
                        new State(at(99), Activity.IDLE, null, null, null, null));
        work(1, EDITOR);
        // s3 was the rest that turned out to be idle.
        assertThat(closed.getLast()).isEqualTo(span("s4", 99, 140, Span.Kind.IDLE, null));
        assertThat(states.getLast()).isEqualTo(active(140, "editor"));
    }

    @Test
    void idleStartsWhenInputStoppedAlsoOverAPlaceWhereALongSpanWasCut() {
        work(50, EDITOR);
        rest(29, EDITOR);
        // Past the cut at 60 s: but it may yet turn out to be idle, so nothing is final.
        assertThat(closed).isEmpty();
        rest(5, EDITOR);
        assertThat(closed).containsExactly(span("s1", 0, 49, Span.Kind.ACTIVE, "editor"));
        assertThat(open)
                .singleElement()
                .satisfies(idle -> assertThat(idle.start()).isEqualTo(at(49)));
    }

    @Test
    void changingTitlesWithoutInputTurnOutToBeIdle() {
        Captured one = new Captured(false, "player", "one");
        Captured two = new Captured(false, "player", "two");
        Captured three = new Captured(false, "player", "three");
        work(10, one);
        rest(10, two);
        rest(20, three);
        assertThat(closed).containsExactly(spanWithTitle("s1", 0, 9, "one"));
        assertThat(open)
                .singleElement()
                .satisfies(idle -> assertThat(idle.start()).isEqualTo(at(9)));
    }

    @Test
    void aShortRestIsNoIdle() {
        work(10, EDITOR);
        rest(29, EDITOR);
        work(1, EDITOR);
        assertThat(closed).isEmpty();
        assertThat(open).singleElement().isEqualTo(span("s1", 0, 39, Span.Kind.ACTIVE, "editor"));
    }

    @Test
    void aLongIdleStretchIsCutToo() {
        lastInput = START.minusSeconds(1000);
        rest(130, EDITOR);
        assertThat(closed.getFirst().start()).as("not before the first look").isEqualTo(START);
        assertThat(closed)
                .hasSize(2)
                .allSatisfy(s -> assertThat(s.kind()).isEqualTo(Span.Kind.IDLE));
    }

    @Test
    void aSuspendEndsTheSpanAtTheLastLook() {
        work(10, EDITOR);
        // A suspended machine: the wall clock goes on, the monotonic clock does not.
        now = now.plus(Duration.ofHours(8));
        work(5, EDITOR);
        assertThat(closed).containsExactly(span("s1", 0, 9, Span.Kind.ACTIVE, "editor"));
        assertThat(open.getFirst().start()).isEqualTo(at(8 * 3600 + 10));
    }

    @Test
    void aStoppedProcessEndsTheSpanToo() {
        work(10, EDITOR);
        step(60);
        look(EDITOR);
        assertThat(closed).containsExactly(span("s1", 0, 9, Span.Kind.ACTIVE, "editor"));
    }

    @Test
    void aClockThatIsSetBackEndsTheSpan() {
        work(10, EDITOR);
        now = now.minus(Duration.ofHours(1));
        lastInput = now;
        work(5, EDITOR);
        assertThat(closed).containsExactly(span("s1", 0, 9, Span.Kind.ACTIVE, "editor"));
        assertThat(open.getFirst().start()).isEqualTo(at(10 - 3600));
    }

    @Test
    void stopClosesEverything() {
        work(10, EDITOR);
        rest(15, EDITOR);
        apply(recorder.stop(now, nanos, null));
        assertThat(closed).containsExactly(span("s1", 0, 25, Span.Kind.ACTIVE, "editor"));
        assertThat(open).isEmpty();
    }

    @Test
    void randomDaysHaveNoOverlapAndNoDoubledId() {
        for (int seed = 0; seed < 200; seed++) {
            SpanRecorderTest day = new SpanRecorderTest();
            day.live(new Random(seed));
            Instant end = Instant.MIN;
            for (Span span : day.closed) {
                assertThat(span.start()).as("seed %d", seed).isAfterOrEqualTo(end);
                end = span.end();
            }
            assertThat(day.closed).extracting(Span::id).doesNotHaveDuplicates();
            assertThat(day.open).isEmpty();
        }
    }

    @Test
    void randomDaysAccountForEverySecond() {
        for (int seed = 0; seed < 200; seed++) {
            SpanRecorderTest day = new SpanRecorderTest();
            Random random = new Random(seed);
            for (int i = 0; i < 50; i++) {
                day.stretch(random);
            }
            day.apply(day.recorder.stop(day.now, day.nanos, null));
            Duration sum =
                    day.closed.stream()
                            .map(span -> Duration.between(span.start(), span.end()))
                            .reduce(Duration.ZERO, Duration::plus);
            assertThat(sum).as("seed %d", seed).isEqualTo(Duration.between(START, day.now));
        }
    }

    private void live(Random random) {
        for (int i = 0; i < 50; i++) {
            stretch(random);
            switch (random.nextInt(10)) {
                case 0 -> now = now.plusSeconds(random.nextInt(10_000));
                case 1 -> step(random.nextInt(100));
                case 2 -> apply(recorder.stop(now, nanos, null));
                default -> {}
            }
        }
        apply(recorder.stop(now, nanos, null));
    }

    private void stretch(Random random) {
        Captured captured =
                switch (random.nextInt(5)) {
                    case 0 -> HIDDEN;
                    case 1 -> BROWSER;
                    case 2 -> new Captured(false, "browser", "title " + random.nextInt(3));
                    default -> EDITOR;
                };
        int seconds = 1 + random.nextInt(90);
        if (random.nextBoolean()) {
            work(seconds, captured);
        } else {
            rest(seconds, captured);
        }
    }

    /** Looks each second, with input each second. */
    private void work(int seconds, Captured captured) {
        for (int i = 0; i < seconds; i++) {
            lastInput = now;
            look(captured);
            step(1);
        }
    }

    /** Looks each second, without input. */
    private void rest(int seconds, Captured captured) {
        for (int i = 0; i < seconds; i++) {
            look(captured);
            step(1);
        }
    }

    private void look(Captured captured) {
        Duration sinceInput = Duration.between(lastInput, now);
        apply(recorder.look(now, nanos, captured, sinceInput, IDLE_AFTER));
    }

    private void step(int seconds) {
        now = now.plusSeconds(seconds);
        nanos += Duration.ofSeconds(seconds).toNanos();
    }

    private void apply(Step step) {
        closed.addAll(step.closed());
        open = step.open();
        if (step.state() != null) {
            states.add(step.state());
        }
    }

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }

    private static State active(long second, String app) {
        return new State(at(second), Activity.ACTIVE, app, null, null, null);
    }

    private static Span span(String id, long from, long to, Span.Kind kind, String app) {
        return new Span(id, at(from), at(to), kind, app, null, null, null);
    }

    private static Span spanWithTitle(String id, long from, long to, String title) {
        return new Span(id, at(from), at(to), Span.Kind.ACTIVE, "player", null, title, null);
    }
}
