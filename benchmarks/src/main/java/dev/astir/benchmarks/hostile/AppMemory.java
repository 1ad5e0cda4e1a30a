package dev.astir.benchmarks.hostile;

import dev.astir.benchmarks.ProcessTree;
import dev.astir.benchmarks.RunningJava;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** What the app's process holds. Thread-safe. */
final class AppMemory implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 15;
    private static final int SAMPLE_MILLIS = 50;
    private static final long UNKNOWN = -1;

    private final ProcessTree process;
    private final RunningJava java;
    private final AtomicLong resident = new AtomicLong();
    private final Thread sampler = new Thread(this::sample, "resident memory");
    private volatile boolean isClosed;

    AppMemory(long pid) throws IOException {
        process = new ProcessTree(pid);
        java = new RunningJava(pid);
        sampler.setDaemon(true);
        sampler.start();
    }

    /**
     * The bytes of live objects and of buffers outside of the heap, after collections of garbage;
     * negative when the app is not able to say.
     */
    long live() throws InterruptedException {
        CompletableFuture<Long> answer = new CompletableFuture<>();
        Thread asking = new Thread(() -> answer.complete(ask()), "memory");
        asking.setDaemon(true);
        asking.start();
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return UNKNOWN;
        }
    }

    private long ask() {
        try {
            return java.liveBytes();
        } catch (IOException | RuntimeException e) {
            return UNKNOWN;
        }
    }

    /** The most bytes that were resident since the last call. */
    long highestResident() {
        return resident.getAndSet(0);
    }

    private void sample() {
        try {
            while (!isClosed) {
                resident.accumulateAndGet(process.residentBytes(), Math::max);
                Thread.sleep(SAMPLE_MILLIS);
            }
        } catch (InterruptedException | IllegalStateException e) {
            // The app ended.
        }
    }

    @Override
    public void close() throws IOException {
        isClosed = true;
        java.close();
    }
}
