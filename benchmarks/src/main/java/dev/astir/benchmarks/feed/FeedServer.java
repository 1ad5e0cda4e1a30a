package dev.astir.benchmarks.feed;

import dev.astir.benchmarks.ProcessTree;
import java.io.IOException;

/** A server that is up, in a process of its own. */
interface FeedServer extends AutoCloseable {

    /** Where subscribers connect. */
    int port();

    /** Opens a connection that publishes. */
    Publisher publisher() throws IOException;

    /** The processes that serve; not the database. */
    ProcessTree processes();

    @Override
    void close() throws IOException;
}
