package dev.astir.agent.upload;

import dev.astir.agent.journal.Journal;
import dev.astir.protocol.AgentMessage.Batch;
import dev.astir.protocol.AgentMessage.State;
import dev.astir.protocol.ServerMessage.Ack;
import dev.astir.protocol.ServerMessage.IdleMessage;
import dev.astir.protocol.ServerMessage.PolicyMessage;
import dev.astir.protocol.ServerMessage.Rejection;
import dev.astir.protocol.ServerMessage.Welcome;
import dev.astir.protocol.Span;
import dev.astir.protocol.client.AgentConnection;
import dev.astir.protocol.client.AgentListener;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the journal to the server, oldest first: one batch at a time, on connect, each interval,
 * and whenever a full batch waits. The journal advances only over what the server has answered; a
 * batch without an answer is sent again, after a while or after a reconnect, with the same span
 * ids. Live state goes at once.
 *
 * <p>Thread-safe. Nothing here waits for the network but {@link #finish}.
 */
public final class Uploader implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Uploader.class);

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    /** Rough, and far below a frame's limit of 1 MB, whatever the characters cost. */
    private static final int MAX_BATCH_CHARACTERS = 200_000;

    private record InFlight(String batchId, List<Journal.Entry> entries, long sentNanos) {}

    private final Journal journal;
    private final RejectedSpans rejected;
    private final Duration interval;
    private final LongSupplier nanos;
    private final UploadEvents events;
    private final AgentConnection connection;

    private @Nullable InFlight inFlight;
    private boolean due;
    private int ticksUntilDue;
    private long lastSentNanos;

    /**
     * An uploader, not started yet.
     *
     * @param journal where the spans wait
     * @param rejected where those go that the server will never take
     * @param interval between batches
     * @param connection describes the connection; its listener is set here
     * @param nanos the monotonic clock
     * @param events hears of policies, of the connection, and of a block
     */
    public Uploader(
            Journal journal,
            RejectedSpans rejected,
            Duration interval,
            AgentConnection.Builder connection,
            LongSupplier nanos,
            UploadEvents events) {
        this.journal = journal;
        this.rejected = rejected;
        this.interval = interval;
        this.nanos = nanos;
        this.events = events;
        this.lastSentNanos = nanos.getAsLong();
        this.connection = connection.accepts(IdleMessage.TYPE).listener(new Listener()).build();
    }

    /** Starts to connect, and returns at once. */
    public void start() {
        connection.start();
    }

    /** Makes this the live state. */
    public void publish(State state) {
        connection.publish(state);
    }

    /**
     * Sends what waits a moment later, whatever the interval: after the live state that was
     * published last, which goes its own way.
     */
    public synchronized void sendSoon() {
        ticksUntilDue = 2;
    }

    /** Looks whether a batch is due; to be called about once a second. */
    public synchronized void tick() {
        InFlight waiting = inFlight;
        if (waiting != null && since(waiting.sentNanos()).compareTo(ANSWER_TIMEOUT) > 0) {
            log.warn("No answer to batch {}; sending its spans again", waiting.batchId());
            inFlight = null;
            due = true;
        }
        if (ticksUntilDue > 0 && --ticksUntilDue == 0) {
            due = true;
        }
        if (since(lastSentNanos).compareTo(interval) >= 0
                || journal.pendingCount() >= Batch.MAX_SPANS) {
            due = true;
        }
        sendIfDue();
    }

    private void sendIfDue() {
        if (!due || inFlight != null || !connection.isConnected()) {
            return;
        }
        List<Journal.Entry> entries = bounded(journal.pending(Batch.MAX_SPANS));
        if (!entries.isEmpty()) {
            String batchId = UUID.randomUUID().toString();
            List<Span> spans = entries.stream().map(Journal.Entry::span).toList();
            if (!connection.send(new Batch(batchId, spans))) {
                return;
            }
            inFlight = new InFlight(batchId, entries, nanos.getAsLong());
        }
        due = false;
        lastSentNanos = nanos.getAsLong();
    }

    private static List<Journal.Entry> bounded(List<Journal.Entry> entries) {
        int characters = 0;
        for (int i = 0; i < entries.size(); i++) {
            Span span = entries.get(i).span();
            characters += 200 + length(span.app()) + length(span.site());
            characters += length(span.title()) + length(span.media());
            if (characters > MAX_BATCH_CHARACTERS && i > 0) {
                return entries.subList(0, i);
            }
        }
        return entries;
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private Duration since(long then) {
        return Duration.ofNanos(nanos.getAsLong() - then);
    }

    private synchronized void answered(Ack ack) {
        InFlight batch = inFlight;
        if (batch == null || !batch.batchId().equals(ack.batchId())) {
            log.debug("An answer to batch {} comes late", ack.batchId());
            return;
        }
        inFlight = null;
        Map<String, String> problems = new HashMap<>();
        for (Rejection rejection : ack.rejected()) {
            problems.put(rejection.id(), rejection.problem());
        }
        Set<String> kept = new HashSet<>(ack.accepted());
        kept.addAll(ack.duplicates());
        long done = -1;
        int answered = 0;
        for (Journal.Entry entry : batch.entries()) {
            String problem = problems.get(entry.span().id());
            if (problem != null) {
                rejected.add(entry.span(), problem);
            } else if (!kept.contains(entry.span().id())) {
                log.warn("The answer to batch {} leaves spans out", ack.batchId());
                break;
            }
            done = entry.number();
            answered++;
        }
        if (done >= 0) {
            journal.acknowledge(done);
        }
        // After a time without a server much may wait: then the next batch follows at once.
        due = answered == batch.entries().size() && answered > 0 && journal.pendingCount() > 0;
        if (due) {
            sendIfDue();
        }
    }

    /**
     * Sends what is left, and waits for the answer.
     *
     * @param patience how long at most
     * @return whether everything has been acknowledged
     */
    public boolean finish(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (journal.pendingCount() > 0 && System.nanoTime() < end) {
            synchronized (this) {
                due = true;
                sendIfDue();
                if (!connection.isConnected()) {
                    return false;
                }
                wait(20);
            }
        }
        return journal.pendingCount() == 0;
    }

    @Override
    public void close() {
        connection.close();
    }

    /** What the connection tells, on its own thread. */
    private final class Listener implements AgentListener {

        @Override
        public void welcomed(Welcome welcome) {
            events.connection("connected");
            events.policy(welcome.policy(), welcome.acknowledged());
            synchronized (Uploader.this) {
                inFlight = null;
                due = true;
                sendIfDue();
            }
        }

        @Override
        public void acknowledged(Ack ack) {
            answered(ack);
        }

        @Override
        public void policyChanged(PolicyMessage message) {
            events.policy(message.policy(), message.acknowledged());
        }

        @Override
        public void idleEnded(IdleMessage message) {
            events.idleEnded(message);
        }

        @Override
        public void disconnected(String reason, Duration retryIn) {
            synchronized (Uploader.this) {
                inFlight = null;
            }
            events.connection(
                    String.format(
                            Locale.ROOT,
                            "not connected (%s), next attempt in %.1f s",
                            reason,
                            retryIn.toMillis() / 1000.0));
        }

        @Override
        public void blocked(String reason) {
            events.blocked(reason);
        }
    }
}
