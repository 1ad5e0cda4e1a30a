package dev.astir.agent;

import dev.astir.agent.SpanRecorder.Step;
import dev.astir.agent.privacy.Captured;
import dev.astir.agent.privacy.PrivacyRules;
import dev.astir.agent.probe.Observation;
import dev.astir.agent.probe.Probe;
import dev.astir.agent.probe.ProbeException;
import dev.astir.agent.probe.Probes;
import dev.astir.protocol.AgentMessage.Activity;
import dev.astir.protocol.AgentMessage.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop: looks at the screen once a second, and at once when another window gets the focus,
 * applies the privacy rules, and hands what came of it to a {@link Sink}.
 *
 * <p>{@link #run} belongs to one thread; {@link #stop} may come from any.
 */
final class Agent {

    /** Takes what the loop found out. Called on the loop's thread. */
    interface Sink {

        /** One look was taken. */
        void step(Step step);

        /** About once a second, also while there is nothing to look at. */
        default void tick() {}
    }

    /**
     * What applies at the moment.
     *
     * @param privacy what may be kept
     * @param idleAfter without input for this long, a person is idle
     * @param paused whether the person wants nothing captured
     */
    record Rules(PrivacyRules privacy, Duration idleAfter, boolean paused) {}

    private static final Logger log = LoggerFactory.getLogger(Agent.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration PROBE_AGAIN_AFTER = Duration.ofSeconds(5);

    private final Supplier<Probes.Choice> probes;
    private final Supplier<Rules> rules;
    private final SpanRecorder recorder;
    private final Sink sink;
    private final Clock clock;
    private volatile boolean stopped;

    Agent(Map<String, String> environment, Supplier<Rules> rules, Duration longestSpan, Sink sink) {
        this.probes = () -> Probes.open(environment);
        this.rules = rules;
        this.recorder = new SpanRecorder(() -> UUID.randomUUID().toString(), longestSpan);
        this.sink = sink;
        this.clock = Clock.tickMillis(ZoneOffset.UTC);
    }

    /** Runs until {@link #stop}; then all spans are closed. */
    void run() throws InterruptedException {
        try {
            while (!stopped) {
                Probes.Choice choice = probes.get();
                Probe probe = choice.probe();
                if (probe == null) {
                    log.warn("There is nothing to look at: {}", choice.reasons());
                    waitWithoutProbe();
                    continue;
                }
                try (probe) {
                    look(probe);
                } catch (ProbeException e) {
                    log.warn("Lost the window system: {}", e.getMessage());
                    sink.step(stopped(null));
                }
            }
        } finally {
            sink.step(stopped(null));
        }
    }

    private void waitWithoutProbe() throws InterruptedException {
        long end = System.nanoTime() + PROBE_AGAIN_AFTER.toNanos();
        while (!stopped && System.nanoTime() < end) {
            sink.tick();
            Thread.sleep(LOOK_EVERY);
        }
    }

    private void look(Probe probe) {
        long next = System.nanoTime();
        while (!stopped) {
            Rules now = rules.get();
            if (now.paused()) {
                sink.step(stopped(state(Activity.PAUSED)));
            } else {
                look(probe, now);
            }
            long nanos = System.nanoTime();
            if (nanos >= next) {
                sink.tick();
                next = nanos + LOOK_EVERY.toNanos();
            }
            probe.awaitChange(Duration.ofNanos(next - System.nanoTime()));
        }
    }

    private void look(Probe probe, Rules now) {
        Observation observation = probe.observe(now.privacy().captureTitles());
        Captured captured = now.privacy().apply(observation);
        Instant instant = clock.instant();
        sink.step(
                recorder.look(
                        instant,
                        System.nanoTime(),
                        captured,
                        observation.sinceInput(),
                        now.idleAfter()));
    }

    private Step stopped(@Nullable State state) {
        return recorder.stop(clock.instant(), System.nanoTime(), state);
    }

    private State state(Activity activity) {
        return new State(clock.instant(), activity, null, null, null, null);
    }

    /** Ends {@link #run} within about a second. */
    void stop() {
        stopped = true;
    }
}
