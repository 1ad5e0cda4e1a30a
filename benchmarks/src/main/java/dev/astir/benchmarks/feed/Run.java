package dev.astir.benchmarks.feed;

import dev.astir.benchmarks.ProcessTree;
import java.io.IOException;
import java.time.Duration;

/** A server with its subscribers and its load. Not safe for use by several threads. */
final class Run implements AutoCloseable {
    private final FeedServer server;
    private final ProcessTree database;
    private final Dialect dialect;
    private final Publisher publisher;
    private final Load load;
    private Subscribers subscribers;

    /** Something that publishes. */
    interface Publishing {
        void run(Load load, Subscribers subscribers) throws IOException;
    }

    /** Starts a server, and subscribes. */
    Run(Peer peer, Dialect dialect, ProcessTree database, int count, int bytes)
            throws IOException, InterruptedException {
        this.dialect = dialect;
        this.database = database;
        server = peer.starter().start();
        try {
            publisher = server.publisher();
            load = new Load(publisher, bytes);
            subscribers = new Subscribers(dialect, server.port(), 0);
            subscribers.connect(count);
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    Subscribers subscribers() {
        return subscribers;
    }

    /** The number of the last event. */
    long published() {
        return load.published();
    }

    /** The connection to a server of ours that publishes. */
    ControlConnection control() {
        return (ControlConnection) publisher;
    }

    FeedServer server() {
        return server;
    }

    /** Lets all subscribers go, and subscribes anew. */
    void resubscribe(int count) throws IOException, InterruptedException {
        subscribers.close();
        subscribers = new Subscribers(dialect, server.port(), load.published());
        subscribers.connect(count);
    }

    /** Publishes, waits until all is delivered, and tells what it cost. */
    Measured measure(Publishing publishing) throws IOException, InterruptedException {
        Tally before = subscribers.take();
        if (!before.isWhole()) {
            throw new IOException("subscribers were lost before the measurement");
        }
        long events = load.published();
        long start = System.nanoTime();
        Duration serverBefore = server.processes().processorTime();
        Duration databaseBefore = database.processorTime();
        Duration loadBefore = subscribers.processorTime();
        publishing.run(load, subscribers);
        boolean drained = load.drain(subscribers);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Duration serverTime = server.processes().processorTime().minus(serverBefore);
        Duration databaseTime = database.processorTime().minus(databaseBefore);
        Duration loadTime = subscribers.processorTime().minus(loadBefore);
        Tally tally = subscribers.take();
        return new Measured(
                tally,
                load.published() - events,
                drained && tally.isWhole(),
                took,
                serverTime,
                databaseTime,
                loadTime);
    }

    @Override
    public void close() throws IOException {
        try (FeedServer last = server;
                Publisher open = publisher) {
            subscribers.close();
        }
    }
}
