package dev.astir.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Threads that send requests, each over a connection of its own that is kept alive. Closing ends
 * them.
 */
final class LoadGenerator implements AutoCloseable {
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private LoadGenerator() {}

    /** Starts a thread for each script. */
    static LoadGenerator start(int port, RequestBytes request, List<? extends Script> scripts) {
        LoadGenerator load = new LoadGenerator();
        for (Script script : scripts) {
            Thread thread = new Thread(() -> load.run(port, request.copy(), script), "load");
            thread.setDaemon(true);
            load.threads.add(thread);
        }
        load.threads.forEach(Thread::start);
        return load;
    }

    private void run(int port, RequestBytes request, Script script) {
        try (HttpConnection connection = new HttpConnection(port)) {
            connection.connect();
            boolean goesOn = true;
            while (goesOn && !Thread.currentThread().isInterrupted()) {
                int client = script.next();
                goesOn = client >= 0 && send(connection, request.of(client), script, client);
            }
        } catch (IOException | RuntimeException e) {
            failure.compareAndSet(null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // by close
        }
    }

    private static boolean send(
            HttpConnection connection, byte[] request, Script script, int client)
            throws IOException {
        try {
            connection.exchange(request);
        } catch (IOException e) {
            return script.failed(client, e);
        }
        script.answered(client);
        return true;
    }

    /**
     * Waits until all scripts have ended.
     *
     * @throws IllegalStateException if one failed
     */
    void await() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        Exception cause = failure.get();
        if (cause != null) {
            throw new IllegalStateException("The load failed", cause);
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
