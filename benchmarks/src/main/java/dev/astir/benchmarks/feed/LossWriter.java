package dev.astir.benchmarks.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Publishes its events in their order, some at a time, and changes some of them. When a connection
 * is lost, it repeats what was not acknowledged, with the same ids, at any node. Its methods may be
 * called by any thread.
 */
final class LossWriter implements AutoCloseable {
    private static final int WINDOW = 8;
    private static final int MOST_TOGETHER = 4;
    private static final int ONE_IN_HANGS_UP = 1_000;
    private static final int PAUSE_MILLIS = 20;

    /** A command that was not answered yet. */
    private record Pending(String line, int number, int events) {}

    private final int writer;
    private final int quota;
    private final boolean isTransactional;
    private final List<LossNode> nodes;
    private final RandomGenerator random;
    private final Map<String, Pending> pending = new LinkedHashMap<>();
    private final Thread thread;
    private int next = 1;
    private volatile int allowed;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicInteger retried = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile boolean isStopped;
    private volatile @Nullable RuntimeException failure;

    /**
     * @param quota how many events it is to publish
     * @param isTransactional whether it writes them in transactions of its own
     */
    LossWriter(
            int writer,
            int quota,
            boolean isTransactional,
            List<LossNode> nodes,
            RandomGenerator random) {
        this.writer = writer;
        this.quota = quota;
        this.isTransactional = isTransactional;
        this.nodes = nodes;
        this.random = random;
        thread = new Thread(this::run, "writer");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Lets it publish up to this number, and then wait. */
    void allow(int number) {
        allowed = Math.min(quota, number);
    }

    private void run() {
        try {
            while (!isStopped && !isDone()) {
                converse();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private boolean isDone() {
        return next > quota && pending.isEmpty();
    }

    private void converse() throws InterruptedException {
        LossNode node = nodes.get(random.nextInt(nodes.size()));
        try (ControlConnection connection = node.control()) {
            for (Pending each : pending.values()) {
                int unused = retried.addAndGet(each.events);
                send(connection, each);
            }
            while (!isStopped && !isDone()) {
                while (pending.size() < WINDOW && next <= allowed) {
                    publish(connection);
                }
                if (pending.isEmpty()) {
                    Thread.sleep(PAUSE_MILLIS);
                } else if (!answered(connection) || random.nextInt(ONE_IN_HANGS_UP) == 0) {
                    return;
                }
            }
        } catch (IOException e) {
            // What became of the pending ones is unknown.
            Thread.sleep(random.nextInt(PAUSE_MILLIS));
        }
    }

    private void publish(ControlConnection connection) throws IOException {
        int events = isTransactional ? 1 + random.nextInt(MOST_TOGETHER) : 1;
        events = Math.min(events, quota + 1 - next);
        StringJoiner line = new StringJoiner(" ");
        line.add(isTransactional ? FeedCommands.TRANSACTION : FeedCommands.PUBLISH);
        long now = System.currentTimeMillis();
        for (int i = 0; i < events; i++) {
            line.add(LossId.of(writer, next + i, now, random).toString());
        }
        next += events;
        ask(connection, new Pending(line.toString(), next - events, events));
    }

    private void ask(ControlConnection connection, Pending command) throws IOException {
        pending.put(key(command.line), command);
        send(connection, command);
    }

    /** The first id, which the answer repeats; an event is changed when it is stored. */
    private static String key(String line) {
        return line.split(" ", -1)[1];
    }

    private static void send(ControlConnection connection, Pending command) throws IOException {
        connection.publish(command.line.getBytes(US_ASCII));
    }

    /** Takes an answer; false if all must be said again. */
    private boolean answered(ControlConnection connection)
            throws IOException, InterruptedException {
        String[] answer = connection.answer().split(" ", -1);
        Pending command = pending.get(answer[1]);
        if (command == null) {
            throw new IllegalStateException("nobody asked for " + answer[1]);
        }
        switch (answer[0]) {
            case FeedCommands.OK -> {
                pending.remove(answer[1]);
                stored(connection, command);
            }
            case FeedCommands.AGAIN -> {
                // It waits in the outbox still.
                Thread.sleep(1);
                send(connection, command);
            }
            default -> {
                failed.incrementAndGet();
                return false;
            }
        }
        return true;
    }

    private void stored(ControlConnection connection, Pending command) throws IOException {
        if (command.events == 0) {
            changes.incrementAndGet();
            return;
        }
        int unused = acknowledged.addAndGet(command.events);
        String[] ids = command.line.split(" ", -1);
        for (int i = 0; i < command.events; i++) {
            String change = LossState.changeOf(command.number + i);
            if (!change.isEmpty()) {
                UUID id = UUID.fromString(ids[1 + i]);
                ask(connection, new Pending(change + " " + id, command.number + i, 0));
            }
        }
    }

    /** How many events were sent at least once, after its end. */
    int published() {
        return next - 1;
    }

    /** How many events were acknowledged. */
    int acknowledged() {
        RuntimeException cause = failure;
        if (cause != null) {
            throw new IllegalStateException("a writer failed", cause);
        }
        return acknowledged.get();
    }

    /** How many changes were. */
    int changes() {
        return changes.get();
    }

    /** How many events were sent again. */
    int retried() {
        return retried.get();
    }

    /** How many commands a node answered with a failure. */
    int failed() {
        return failed.get();
    }

    /** Whether it has nothing more to do. */
    boolean hasEnded() {
        return !thread.isAlive();
    }

    @Override
    public void close() {
        isStopped = true;
    }
}
