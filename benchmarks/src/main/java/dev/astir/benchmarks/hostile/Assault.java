package dev.astir.benchmarks.hostile;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * A flood while it runs: its connections, each on a virtual thread, and what they got. Closing ends
 * them all. Thread-safe.
 */
final class Assault implements AutoCloseable {
    /** So that connecting is not what is measured. */
    private static final int TOGETHER = 64;

    private static final int SYSTEMS_BUFFER = 64 << 10;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final int port;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore connecting = new Semaphore(TOGETHER);
    private final Set<Attacker> attackers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger standing = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final ConcurrentMap<String, LongAdder> seen = new ConcurrentHashMap<>();
    private final Queue<Double> lives = new ConcurrentLinkedQueue<>();
    private final LongAdder sent = new LongAdder();
    private volatile boolean isOver;

    /** What a connection does after it was made, until the app or the flood ends it. */
    interface Attack {
        void run(Attacker attacker, int number) throws IOException, InterruptedException;
    }

    /** Where a connection comes from. */
    interface Origin {
        InetAddress of(int number) throws IOException;
    }

    /** Something else that goes on beside the connections. */
    interface Task {
        void run() throws IOException, InterruptedException;
    }

    Assault(int port) {
        this.port = port;
    }

    /** So many connections, each of which comes once. */
    void once(int count, Origin origin, Attack attack) {
        once(count, SYSTEMS_BUFFER, origin, attack);
    }

    /** The same, with so much room for what is not read. */
    void once(int count, int receiveBuffer, Origin origin, Attack attack) {
        for (int i = 0; i < count; i++) {
            int number = i;
            threads.execute(() -> attack(number, receiveBuffer, origin, attack));
        }
    }

    /** So many connections, each of which comes back soon when it was ended. */
    void again(int count, int receiveBuffer, Origin origin, Attack attack) {
        again(count, PAUSE, receiveBuffer, origin, attack);
    }

    /** The same, after this time. */
    void again(int count, Duration wait, int receiveBuffer, Origin origin, Attack attack) {
        for (int i = 0; i < count; i++) {
            int number = i;
            threads.execute(() -> {
                while (!isOver) {
                    attack(number, receiveBuffer, origin, attack);
                    pause(wait);
                }
            });
        }
    }

    /** Does something else again and again, at this pace or slower. */
    void every(Duration pace, Task task) {
        threads.execute(() -> {
            while (!isOver) {
                long start = System.nanoTime();
                try {
                    task.run();
                } catch (IOException e) {
                    saw("a request that failed");
                } catch (InterruptedException e) {
                    return;
                }
                pause(pace.minusNanos(System.nanoTime() - start));
            }
        });
    }

    /** So many connections together, of which each comes once, until the last one has ended. */
    void together(int count, Origin origin, Attack attack) throws InterruptedException {
        Semaphore ended = new Semaphore(0);
        for (int i = 0; i < count; i++) {
            int number = i;
            threads.execute(() -> {
                attack(number, SYSTEMS_BUFFER, origin, attack);
                ended.release();
            });
        }
        ended.acquire(count);
    }

    private void attack(int number, int receiveBuffer, Origin origin, Attack attack) {
        try (Attacker attacker = connect(origin.of(number), receiveBuffer)) {
            attackers.add(attacker);
            try {
                attack.run(attacker, number);
            } catch (IOException e) {
                if (!isOver) {
                    lives.add(attacker.seconds());
                }
            } finally {
                attackers.remove(attacker);
            }
        } catch (IOException e) {
            if (!isOver) {
                saw("no connection");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Attacker connect(InetAddress from, int receiveBuffer)
            throws IOException, InterruptedException {
        connecting.acquire();
        try {
            if (isOver) {
                throw new IOException("over");
            }
            return new Attacker(this, from, port, receiveBuffer);
        } finally {
            connecting.release();
        }
    }

    /** Waits, but not beyond the end. */
    void pause(Duration time) {
        try {
            long end = System.nanoTime() + time.toNanos();
            while (!isOver && System.nanoTime() - end < 0) {
                TimeUnit.NANOSECONDS.sleep(
                        Math.min(PAUSE.toNanos(), Math.max(1, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isOver() {
        return isOver;
    }

    /** Counts an answer. */
    void saw(String what) {
        seen.computeIfAbsent(what, key -> new LongAdder()).increment();
    }

    void sent(int bytes) {
        sent.add(bytes);
    }

    void stands() {
        int now = standing.incrementAndGet();
        most.accumulateAndGet(now, Math::max);
    }

    void falls() {
        standing.decrementAndGet();
    }

    /** What they got, and how often; how many stand now; and how long those stood that do not. */
    Outcome outcome() {
        Map<String, Long> answers = new TreeMap<>();
        seen.forEach((what, count) -> answers.put(what, count.sum()));
        double[] ended = lives.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Outcome(most.get(), standing.get(), sent.sum(), answers, ended);
    }

    /**
     * What became of the connections.
     *
     * @param most how many stood at once
     * @param standing how many stand
     * @param sent bytes that all of them sent
     * @param answers what was answered, and how often
     * @param ended after how many seconds the app ended the others, in order
     */
    record Outcome(int most, int standing, long sent, Map<String, Long> answers, double[] ended) {}

    @Override
    public void close() throws IOException {
        isOver = true;
        threads.shutdown();
        while (!threads.isTerminated()) {
            for (Attacker attacker : attackers) {
                attacker.close();
            }
            try {
                if (threads.awaitTermination(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
