package dev.astir.demo;

import dev.astir.demo.Api.Answer;
import dev.astir.protocol.AgentMessage.Batch;
import dev.astir.protocol.AgentMessage.State;
import dev.astir.protocol.Enrolment.EnrolRequest;
import dev.astir.protocol.Enrolment.Enrolled;
import dev.astir.protocol.MessageCodec;
import dev.astir.protocol.ServerMessage.Ack;
import dev.astir.protocol.ServerMessage.Rejection;
import dev.astir.protocol.Span;
import dev.astir.protocol.client.AgentConnection;
import dev.astir.protocol.client.AgentListener;
import dev.astir.protocol.client.EnrolmentClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One person's device, which follows their schedule. What of the day is over when it begins is
 * uploaded by HTTP; from then on an agent's socket says what they do, and reports each span when it
 * is over, until the app acknowledges it. One thread runs it; closing is thread-safe.
 */
final class Desk implements Runnable, AutoCloseable {

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(10);

    /** How often spans are reported; the real agent does it each minute. */
    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(15);

    /** How much of the past is uploaded. */
    private static final Duration PAST = Duration.ofDays(1);

    /** How far ahead the schedule is read at once. */
    private static final Duration AHEAD = Duration.ofHours(12);

    private static final String OS = "Linux (demo)";

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final Person person;
    private final Account account;
    private final String projectId;
    private final Api api;
    private final Schedule schedule;
    private final DemoSecrets secrets;
    private final Clock clock;
    private final CountDownLatch end;
    private final MessageCodec codec = MessageCodec.json();

    /** By id; guarded by itself. */
    private final Map<String, Span> unacknowledged = new LinkedHashMap<>();

    private volatile boolean closed;
    private volatile @Nullable AgentConnection connection;

    // Only touched by the thread that runs it.
    private @Nullable Enrolled device;
    private List<Slice> slices = List.of();
    private Instant knownUntil = Instant.MIN;
    private Instant reportedUntil = Instant.MIN;
    private Instant reportAt = Instant.MIN;
    private @Nullable State shown;
    private boolean failing;

    Desk(
            Person person,
            Account account,
            String projectId,
            Api api,
            Schedule schedule,
            DemoSecrets secrets,
            Clock clock,
            CountDownLatch end) {
        this.person = person;
        this.account = account;
        this.projectId = projectId;
        this.api = api;
        this.schedule = schedule;
        this.secrets = secrets;
        this.clock = clock;
        this.end = end;
    }

    /** Follows the schedule until it is closed; what does not work now is tried again. */
    @Override
    public void run() {
        while (!closed) {
            Duration wait = TICK;
            try {
                Enrolled known = device;
                if (known == null) {
                    begin();
                } else {
                    follow(known, clock.instant());
                }
                failing = false;
            } catch (RuntimeException e) {
                wait = RETRY;
                complain(e);
            }
            try {
                if (end.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Once, until it works again: the app may be stopping, or busy. */
    private void complain(RuntimeException e) {
        if (!closed && !failing) {
            LOG.warn("{} of the demo cannot act now: {}", person.name(), e.toString());
        }
        failing = true;
    }

    private void begin() {
        Enrolled mine = secrets.device(person).orElseGet(this::enrol);
        Instant now = clock.instant();
        upload(mine, spans(now.minus(PAST), now));
        if (closed) {
            return;
        }
        reportedUntil = now;
        if (schedule.at(person, now) == null) {
            // One that ran when an earlier demo ended, before its person went home.
            account.stopSession();
        }
        device = mine;
        follow(mine, now);
    }

    private Enrolled enrol() {
        String token = account.enrolmentToken();
        EnrolmentClient client = EnrolmentClient.of(api.server());
        int policy = client.policy(token).version();
        Enrolled enrolled = client.enrol(new EnrolRequest(token, person.device(), OS, policy));
        secrets.keep(person, enrolled);
        return enrolled;
    }

    private void follow(Enrolled mine, Instant now) {
        List<Span> over = spans(reportedUntil, now);
        reportedUntil = now;
        synchronized (unacknowledged) {
            over.forEach(span -> unacknowledged.put(span.id(), span));
        }
        Slice doing = doing(now);
        AgentConnection open = connection;
        if (doing == null) {
            if (open != null) {
                leave(open, now);
            }
            uploadTheRest(mine);
            return;
        }
        if (open == null) {
            open = come(mine, now);
        }
        State state = doing.state();
        if (!state.equals(shown)) {
            open.publish(state);
            shown = state;
        }
        if (!now.isBefore(reportAt)) {
            report(open);
            reportAt = now.plus(REPORT_INTERVAL);
        }
    }

    private @Nullable Slice doing(Instant now) {
        if (!now.isBefore(knownUntil)) {
            knownUntil = now.plus(AHEAD);
            slices = schedule.slices(person, now, knownUntil);
        }
        return slices.stream().filter(slice -> slice.contains(now)).findFirst().orElse(null);
    }

    /** What ended after one time and up to another. */
    private List<Span> spans(Instant after, Instant upTo) {
        if (after.equals(upTo)) {
            return List.of();
        }
        return schedule.slices(person, after, upTo).stream()
                .filter(slice -> slice.isRecorded() && !slice.end().isAfter(upTo))
                .map(slice -> slice.span(person, secrets.seed()))
                .toList();
    }

    private AgentConnection come(Enrolled mine, Instant now) {
        schedule.wentHome(person, now).ifPresent(account::endForgotten);
        account.startSession(projectId);
        AgentConnection opened =
                AgentConnection.builder(api.server(), mine.agentId(), mine.agentKey())
                        .version("demo")
                        .os(OS)
                        .clock(clock)
                        .listener(new Answers())
                        .build();
        connection = opened;
        if (closed) { // since it was asked
            opened.close();
        }
        opened.start();
        return opened;
    }

    private void leave(AgentConnection open, Instant now) {
        open.close();
        connection = null;
        shown = null;
        if (!schedule.forgetsToStop(person, now)) {
            account.stopSession();
        }
    }

    private void report(AgentConnection open) {
        List<Span> spans = waiting();
        if (!spans.isEmpty()) {
            open.send(
                    new Batch(
                            UUID.randomUUID().toString(),
                            spans.subList(0, Math.min(spans.size(), Batch.MAX_SPANS))));
        }
    }

    private List<Span> waiting() {
        synchronized (unacknowledged) {
            return new ArrayList<>(unacknowledged.values());
        }
    }

    private void uploadTheRest(Enrolled mine) {
        List<Span> spans = waiting();
        if (!spans.isEmpty()) {
            upload(mine, spans);
        }
    }

    /** As agents do where they have no socket; nobody comes online by that. */
    private void upload(Enrolled mine, List<Span> spans) {
        for (int i = 0; i < spans.size(); i += Batch.MAX_SPANS) {
            List<Span> part = spans.subList(i, Math.min(spans.size(), i + Batch.MAX_SPANS));
            Batch batch = new Batch(UUID.randomUUID().toString(), part);
            Answer answer = api.post("/api/agent/batch", mine.agentKey(), codec.encode(batch));
            if (answer.status() == 403) {
                block();
                return;
            }
            if (codec.decodeServerMessage(answer.expect(200).body()) instanceof Ack ack) {
                take(ack);
            }
        }
    }

    private void take(Ack ack) {
        synchronized (unacknowledged) {
            ack.accepted().forEach(unacknowledged::remove);
            ack.duplicates().forEach(unacknowledged::remove);
            for (Rejection rejection : ack.rejected()) {
                unacknowledged.remove(rejection.id());
                LOG.warn("A span of {} was rejected: {}", person.name(), rejection.problem());
            }
        }
    }

    private void block() {
        LOG.info("The demo device of {} was blocked", person.name());
        close();
    }

    /** The device goes; the session goes on, as it does when somebody's computer restarts. */
    @Override
    public void close() {
        closed = true;
        AgentConnection open = connection;
        if (open != null) {
            open.close();
        }
    }

    private final class Answers implements AgentListener {

        @Override
        public void acknowledged(Ack ack) {
            take(ack);
        }

        @Override
        public void blocked(String reason) {
            block();
        }
    }
}
