package dev.astir.benchmarks.faults;

import dev.astir.benchmarks.Api;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * An administrator who has a job run again whenever it does not run. Thread-safe; closing ends it.
 */
final class Asker implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final String path;
    private final Thread thread;
    private volatile Api api;

    Asker(Api api, String job) {
        this.api = api;
        path = "/api/jobs/" + job + "/run";
        thread = Thread.ofVirtual().name("asker").start(this::run);
    }

    /** From now on at another node. */
    void ask(URI node) {
        ask(new Api(node, api.token()));
    }

    /** From now on by another sign-in. */
    void ask(Api other) {
        api = other;
    }

    private void run() {
        try {
            while (!Thread.interrupted()) {
                try {
                    Object unused = api.post(path, Map.of());
                } catch (IOException e) {
                    // It runs already, or was asked for often enough, or the node has just ended.
                }
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            // as it was asked
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
