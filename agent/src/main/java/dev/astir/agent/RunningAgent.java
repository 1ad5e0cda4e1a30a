package dev.astir.agent;

import dev.astir.agent.SpanRecorder.Step;
import dev.astir.agent.journal.Journal;
import dev.astir.agent.privacy.Consent;
import dev.astir.agent.privacy.ConsentFile;
import dev.astir.agent.privacy.PrivateFiles;
import dev.astir.agent.upload.RejectedSpans;
import dev.astir.agent.upload.UploadEvents;
import dev.astir.agent.upload.Uploader;
import dev.astir.protocol.AgentMessage.Activity;
import dev.astir.protocol.AgentMessage.State;
import dev.astir.protocol.Policy;
import dev.astir.protocol.ServerMessage.IdleMessage;
import dev.astir.protocol.Span;
import dev.astir.protocol.client.AgentConnection;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Capture, journal and upload put together: what {@code run} does.
 *
 * <p>{@link #run} belongs to one thread; {@link #stop} may come from any.
 */
final class RunningAgent implements Agent.Sink, UploadEvents {

    private static final Logger log = LoggerFactory.getLogger(RunningAgent.class);

    /** What a killed agent can lose of the span that was open. */
    private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(5);

    private static final Duration COLLECT_FIRST_AFTER = Duration.ofSeconds(15);
    private static final Duration COLLECT_EVERY = Duration.ofMinutes(2);

    private static final Duration LAST_UPLOAD = Duration.ofSeconds(2);

    private final Home home;
    private final PrintWriter out;
    private final Clock clock = Clock.systemUTC();
    private final RuleBook rules;
    private final Journal journal;
    private final Uploader uploader;
    private final Agent agent;
    private long lastCheckpointNanos = System.nanoTime();
    private long nextCollectionNanos = System.nanoTime() + COLLECT_FIRST_AFTER.toNanos();
    private boolean hadOpen;
    private volatile @Nullable String blockedReason;

    /**
     * @param enrolment where to send to
     * @param consent what the person agreed to
     * @param environment the process's environment
     * @param out where the person reads what they are told
     */
    RunningAgent(
            Home home,
            Settings settings,
            Settings.Enrolment enrolment,
            Consent consent,
            Map<String, String> environment,
            PrintWriter out) {
        this.home = home;
        this.out = out;
        this.rules =
                new RuleBook(
                        new ConsentFile(home.consent()),
                        consent,
                        settings,
                        new Pause(home.paused()),
                        clock);
        this.journal = Journal.open(home.journal(), settings.journalBytes());
        this.uploader =
                new Uploader(
                        journal,
                        new RejectedSpans(home.rejected()),
                        settings.batchInterval(),
                        AgentConnection.builder(
                                        enrolment.server(),
                                        enrolment.agentId(),
                                        enrolment.agentKey())
                                .version(Version.agent())
                                .os(Version.operatingSystem()),
                        System::nanoTime,
                        this);
        this.agent = new Agent(environment, rules::now, settings.batchInterval(), this);
    }

    /**
     * Captures and uploads until {@link #stop}, or until the server blocks this device.
     *
     * @return the reason of the block, or null if it was stopped
     */
    @Nullable String run() throws InterruptedException {
        try (journal;
                uploader) {
            connection("not connected yet");
            uploader.start();
            agent.run();
            if (blockedReason == null && !uploader.finish(LAST_UPLOAD)) {
                log.info("{} spans wait for the next run", journal.pendingCount());
            }
            connection("stopped");
        }
        return blockedReason;
    }

    void stop() {
        agent.stop();
    }

    @Override
    public void step(Step step) {
        boolean due =
                System.nanoTime() - lastCheckpointNanos >= CHECKPOINT_EVERY.toNanos()
                        && (hadOpen || !step.open().isEmpty());
        if (!step.closed().isEmpty() || due) {
            journal.append(step.closed(), step.open());
            lastCheckpointNanos = System.nanoTime();
            hadOpen = !step.open().isEmpty();
        }
        State state = step.state();
        if (state != null) {
            uploader.publish(state);
            if (state.state() == Activity.ACTIVE && hasIdle(step.closed())) {
                // So that the server asks what it was while the person still knows.
                uploader.sendSoon();
            }
        }
    }

    private static boolean hasIdle(List<Span> closed) {
        return closed.stream().anyMatch(span -> span.kind() == Span.Kind.IDLE);
    }

    @Override
    public void tick() {
        uploader.tick();
        collectGarbage();
    }

    /**
     * A plain {@code java -jar} gets a heap for a server, and would fill it for a long time before
     * it collects anything: measured, 92 MB resident after start and 4 MB more each minute, and 77
     * MB after a collection, which takes some 20 ms.
     */
    private void collectGarbage() {
        long now = System.nanoTime();
        if (now - nextCollectionNanos >= 0) {
            System.gc();
            nextCollectionNanos = now + COLLECT_EVERY.toNanos();
        }
    }

    @Override
    public void policy(Policy policy, boolean acknowledged) {
        rules.policy(policy, acknowledged);
    }

    @Override
    public void idleEnded(IdleMessage message) {
        out.println(IdleText.back(message, clock.instant()));
    }

    @Override
    public void connection(String text) {
        log.info("{}", text);
        try {
            PrivateFiles.replace(
                    home.runState(),
                    clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + text + "\n");
        } catch (IOException e) {
            log.warn("{} cannot be written", home.runState(), e);
        }
    }

    @Override
    public void blocked(String reason) {
        blockedReason = reason.isBlank() ? "no reason given" : reason;
        connection("blocked by the server: " + blockedReason);
        agent.stop();
    }
}
