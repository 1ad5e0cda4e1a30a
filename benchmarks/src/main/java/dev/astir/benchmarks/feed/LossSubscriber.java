package dev.astir.benchmarks.feed;

import dev.astir.benchmarks.feed.Dialect.Transport;
import dev.astir.stream.StreamPosition;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber that leaves when it likes, or is sent away, and goes on at some node from the last
 * position that it heard. Some leave only when they must. Its methods may be called by any thread.
 */
final class LossSubscriber implements AutoCloseable {
    /** Pings come much more often. */
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final long LONGEST_STAY_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long SHORT_STAY_NANOS = TimeUnit.MILLISECONDS.toNanos(30);
    private static final int ONE_IN_SHORT = 4;
    private static final int LONGEST_PAUSE_MILLIS = 50;

    private final List<LossNode> nodes;
    private final Transport transport;
    private final boolean isSteady;
    private final RandomGenerator random;
    private final LossCheck check;
    private final Consumer<LossMessage> messages;
    private final Thread thread;
    private volatile long offset = -1;
    private volatile boolean isStopped;

    /** The next are written by the thread, and read after its end. */
    private long connections;

    private long sentAway;

    LossSubscriber(
            List<LossNode> nodes,
            Transport transport,
            boolean isSteady,
            RandomGenerator random,
            LossCheck check,
            LossFault fault) {
        this.nodes = nodes;
        this.transport = transport;
        this.isSteady = isSteady;
        this.random = random;
        this.check = check;
        messages = fault.on(check::take);
        thread = new Thread(this::run, "subscriber");
        thread.setDaemon(true);
        thread.start();
    }

    /** How far it has come; -1 before it has subscribed. */
    long offset() {
        return offset;
    }

    private void run() {
        try {
            while (!isStopped) {
                if (!follow()) {
                    Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            check.problem("the subscriber failed: " + e);
        }
    }

    /** Follows for one connection; false if it was ended from outside. */
    private boolean follow() {
        int port = nodes.get(random.nextInt(nodes.size())).port();
        try (LossConnection connection =
                new LossConnection(
                        port, transport, check.position(), random.nextBoolean(), messages)) {
            connections++;
            long now = System.nanoTime();
            long end = now + stay();
            long heard = now;
            while (!isStopped && now < end) {
                int count = connection.read();
                now = System.nanoTime();
                if (count < 0) {
                    sentAway++;
                    return false;
                }
                if (count > 0) {
                    heard = now;
                    note();
                } else if (now - heard > SILENCE_NANOS) {
                    check.problem("a connection has told nothing for a long time");
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            // The node is away.
            sentAway++;
            return false;
        }
    }

    private long stay() {
        if (isSteady) {
            return Long.MAX_VALUE / 2;
        }
        boolean isShort = random.nextInt(ONE_IN_SHORT) == 0;
        return random.nextLong(isShort ? SHORT_STAY_NANOS : LONGEST_STAY_NANOS);
    }

    private void note() {
        @Nullable StreamPosition position = check.position();
        if (position != null) {
            offset = position.offset();
        }
    }

    /** Ends it, and tells what it saw. */
    LossTally finish(int[] written) throws InterruptedException {
        close();
        thread.join();
        return check.finish(written);
    }

    /** How often it came back; after {@link #finish}. */
    long reconnects() {
        return Math.max(0, connections - 1);
    }

    /** How often a connection ended or failed that it wanted; after {@link #finish}. */
    long sentAway() {
        return sentAway;
    }

    @Override
    public void close() {
        isStopped = true;
    }
}
