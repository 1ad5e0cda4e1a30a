package dev.astir.app.demo;

import dev.astir.app.demo.DemoPerson.App;
import dev.astir.protocol.AgentMessage.Activity;
import dev.astir.protocol.AgentMessage.Batch;
import dev.astir.protocol.AgentMessage.State;
import dev.astir.protocol.Enrolment.Enrolled;
import dev.astir.protocol.ServerMessage.Ack;
import dev.astir.protocol.ServerMessage.Rejection;
import dev.astir.protocol.Span;
import dev.astir.protocol.client.AgentConnection;
import dev.astir.protocol.client.AgentListener;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One person at their device: an agent's client that says which application is in front, and
 * reports the spans behind it until the app acknowledges them. Thread-safe.
 */
final class DemoDesk implements AutoCloseable {

    /** How often spans are reported; the real agent does it each minute. */
    private static final Duration BATCH_INTERVAL = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(DemoDesk.class);

    private final DemoPerson person;
    private final ScheduledExecutorService scheduler;
    private final RandomGenerator random;
    private final Clock clock;
    private final AgentConnection connection;

    private final Map<String, Span> unacknowledged = new LinkedHashMap<>();
    private DemoStep step;
    private Instant since;
    private boolean closed;

    private DemoDesk(
            DemoPerson person,
            URI server,
            Enrolled device,
            ScheduledExecutorService scheduler,
            RandomGenerator random,
            Clock clock) {
        this.person = person;
        this.scheduler = scheduler;
        this.random = random;
        this.clock = clock;
        this.step = DemoStep.first(person.habit(), random);
        this.since = clock.instant();
        this.connection =
                AgentConnection.builder(server, device.agentId(), device.agentKey())
                        .version("demo")
                        .os("Demo")
                        .clock(clock)
                        .listener(new Answers())
                        .build();
    }

    /** Sits down and begins. */
    static DemoDesk open(
            DemoPerson person,
            URI server,
            Enrolled device,
            ScheduledExecutorService scheduler,
            RandomGenerator random,
            Clock clock) {
        DemoDesk desk = new DemoDesk(person, server, device, scheduler, random, clock);
        desk.connection.start();
        desk.begin();
        desk.scheduleReport();
        return desk;
    }

    private synchronized void begin() {
        App app = step.app();
        connection.publish(
                new State(
                        since,
                        app == null ? Activity.IDLE : Activity.ACTIVE,
                        app == null ? null : app.name(),
                        app == null ? null : app.site(),
                        null,
                        null));
        scheduler.schedule(this::next, step.lasts().toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void next() {
        if (closed) {
            return;
        }
        endSpan();
        step = DemoStep.after(step, person.habit(), random);
        begin();
    }

    private void endSpan() {
        Instant end = clock.instant();
        if (end.isAfter(since)) {
            App app = step.app();
            Span span =
                    new Span(
                            UUID.randomUUID().toString(),
                            since,
                            end,
                            app == null ? Span.Kind.IDLE : Span.Kind.ACTIVE,
                            app == null ? null : app.name(),
                            app == null ? null : app.site(),
                            null,
                            null);
            unacknowledged.put(span.id(), span);
        }
        since = end;
    }

    private void scheduleReport() {
        scheduler.schedule(
                () -> {
                    report();
                    synchronized (this) {
                        if (!closed) {
                            scheduleReport();
                        }
                    }
                },
                BATCH_INTERVAL.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private synchronized void report() {
        if (!unacknowledged.isEmpty()) {
            connection.send(
                    new Batch(
                            UUID.randomUUID().toString(),
                            unacknowledged.values().stream().limit(Batch.MAX_SPANS).toList()));
        }
    }

    /** Goes away; what was done so far is reported. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            endSpan();
            report();
        }
        connection.close();
    }

    private final class Answers implements AgentListener {

        @Override
        public void acknowledged(Ack ack) {
            synchronized (DemoDesk.this) {
                ack.accepted().forEach(unacknowledged::remove);
                ack.duplicates().forEach(unacknowledged::remove);
                for (Rejection rejection : ack.rejected()) {
                    unacknowledged.remove(rejection.id());
                    LOG.warn("A span of {} was rejected: {}", person.name(), rejection.problem());
                }
            }
        }

        @Override
        public void blocked(String reason) {
            LOG.info("The demo device of {} was blocked", person.name());
            close();
        }
    }
}
