package dev.astir.benchmarks.feed;

import dev.astir.benchmarks.feed.Dialect.Transport;
import java.io.IOException;
import java.util.Map;

/**
 * A kind of server that can be measured.
 *
 * @param name what it is called in tables
 * @param dialects how one subscribes, for each transport that it has
 * @param starter starts one
 */
record Peer(String name, Map<Transport, Dialect> dialects, Starter starter) {

    /** Starts a server, and returns when it is ready. */
    interface Starter {
        FeedServer start() throws IOException, InterruptedException;
    }
}
