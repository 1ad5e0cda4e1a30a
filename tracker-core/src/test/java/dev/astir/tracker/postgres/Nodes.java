package dev.astir.tracker.postgres;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the same work as several nodes, which start at the same moment. */
final class Nodes {

    interface Work<T> {
        T run(int node) throws Exception;
    }

    private Nodes() {}

    static <T> List<T> inParallel(int nodes, Work<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        CyclicBarrier start = new CyclicBarrier(nodes);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < nodes; i++) {
                int node = i;
                running.add(
                        threads.submit(() -> {
                            start.await(60, SECONDS);
                            return work.run(node);
                        }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get(120, SECONDS));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
