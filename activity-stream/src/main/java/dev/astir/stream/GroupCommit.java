package dev.astir.stream;

import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.ActivityStore.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits what is published while the last commit ran in one transaction: under load an event costs
 * a part of a round trip, and alone it waits for nobody. Thread-safe.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int CAPACITY = 10_000;
    private static final int LARGEST_BATCH = 1_000;
    private static final long LOOK_MILLIS = 100;
    private static final long STOP_SECONDS = 30;

    private final ActivityStore store;
    private final Consumer<List<Committed>> afterCommit;
    private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final Thread writer = new Thread(this::run, "astir-stream-writer");

    /** Answers publishers, so that the next commit begins while they are being woken. */
    private final ExecutorService answers =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    task -> {
                        Thread thread = new Thread(task, "astir-stream-answers");
                        thread.setDaemon(true);
                        return thread;
                    },
                    // After closing in vain: a late answer is better than none.
                    (task, pool) -> task.run());

    private volatile boolean closed;

    GroupCommit(ActivityStore store, Consumer<List<Committed>> afterCommit) {
        this.store = store;
        this.afterCommit = afterCommit;
        writer.setDaemon(true);
    }

    void start() {
        writer.start();
    }

    CompletableFuture<StreamPosition> publish(Publication publication) {
        Pending pending = new Pending(publication, new CompletableFuture<>());
        if (closed || !queue.offer(pending)) {
            pending.future.completeExceptionally(refusal());
        } else if (closed && queue.remove(pending)) {
            // Closed in between, and the writer may be gone already.
            pending.future.completeExceptionally(refusal());
        }
        return pending.future;
    }

    private StreamException refusal() {
        return new StreamException(
                closed
                        ? "the stream is closed"
                        : "the database is too slow: " + CAPACITY + " events wait to be stored");
    }

    private void run() {
        List<Pending> batch = new ArrayList<>();
        while (true) {
            try {
                Pending first = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (first == null && closed) {
                    return;
                }
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, LARGEST_BATCH - 1);
                    commit(batch);
                }
            } catch (InterruptedException e) {
                closed = true;
            } finally {
                batch.clear();
            }
        }
    }

    private void commit(List<Pending> batch) {
        try {
            append(batch);
        } catch (RejectedRowsException e) {
            // One bad event must not take the others with it.
            if (batch.size() > 1) {
                batch.forEach(one -> commit(List.of(one)));
            } else {
                settleAlone(batch.get(0), e);
            }
        } catch (RuntimeException e) {
            LOG.warn("{} events were not stored", batch.size(), e);
            List<Pending> failed = List.copyOf(batch);
            answers.execute(() -> failed.forEach(one -> one.future.completeExceptionally(e)));
        }
    }

    private void append(List<Pending> batch) {
        List<Pending> stored = List.copyOf(batch);
        List<Publication> publications = stored.stream().map(Pending::publication).toList();
        List<StreamPosition> positions = store.append(publications);
        answers.execute(() -> {
            tell(publications, positions);
            for (int i = 0; i < positions.size(); i++) {
                stored.get(i).future.complete(positions.get(i));
            }
        });
    }

    /**
     * What is stored is stored, whatever becomes of telling it: subscribers look for themselves.
     */
    private void tell(List<Publication> publications, List<StreamPosition> positions) {
        try {
            List<Committed> committed = new ArrayList<>(positions.size());
            for (int i = 0; i < positions.size(); i++) {
                committed.add(Committed.publication(publications.get(i), positions.get(i)));
            }
            afterCommit.accept(committed);
        } catch (RuntimeException e) {
            LOG.warn("{} stored events were not announced", positions.size(), e);
        }
    }

    /** An event that is there already was published before, and its answer got lost. */
    private void settleAlone(Pending pending, RejectedRowsException refusal) {
        try {
            Publication publication = pending.publication;
            Optional<StreamPosition> stands =
                    store.locate(publication.feed(), publication.event().id());
            answers.execute(() ->
                    stands.ifPresentOrElse(
                            pending.future::complete,
                            () -> pending.future.completeExceptionally(refusal)));
        } catch (RuntimeException e) {
            answers.execute(() -> pending.future.completeExceptionally(e));
        }
    }

    /** Stores what was accepted, then stops. */
    @Override
    public void close() {
        closed = true;
        try {
            writer.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
            answers.shutdown();
            if (!answers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("publishers were not all answered, since one of them blocks the thread");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<Pending> left = new ArrayList<>();
        queue.drainTo(left);
        left.forEach(one -> one.future.completeExceptionally(refusal()));
    }

    private record Pending(Publication publication, CompletableFuture<StreamPosition> future) {}
}
