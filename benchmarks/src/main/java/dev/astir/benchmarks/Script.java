package dev.astir.benchmarks;

import java.io.IOException;

/** What one connection of a load asks, and what it makes of the answers. Used by one thread. */
interface Script {

    /** Waits until the next request is due, and tells the number of its client; negative ends. */
    int next() throws InterruptedException;

    /** The request was answered with 200. */
    void answered(int client);

    /**
     * The request was not.
     *
     * @return whether to go on, with a new connection
     * @throws IOException if this ends the benchmark
     */
    boolean failed(int client, IOException cause) throws IOException;
}
