package dev.astir.benchmarks.feed;

import java.io.IOException;

/** Hands events to a server, over one connection. Used by one thread. */
interface Publisher extends AutoCloseable {

    /** Publishes an event; returns when the server has it, or will. */
    void publish(byte[] event) throws IOException;

    @Override
    void close() throws IOException;
}
