package dev.astir.app.limits;

import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a node goes without losing a request. First it says that it is not ready any more and serves
 * on, so that balancers send new requests elsewhere: each answer ends its connection from then on.
 * Then it takes no new connections, ends those that wait for nothing, and the others with the
 * answer to their last request. WebSockets and event streams are not HTTP's to end. Thread-safe.
 */
@Singleton
public final class Leaving {

    /**
     * A request that takes longer is cut; who starts and stops processes loses patience as well.
     */
    static final Duration LONGEST_REQUEST = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(Leaving.class);

    private final Set<Channel> listeners = ConcurrentHashMap.newKeySet();
    private final Set<LastAnswer> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean isAnnounced;
    private volatile boolean isEnding;

    /** Whether this node asks for no more requests. */
    public boolean isAnnounced() {
        return isAnnounced;
    }

    /** Whether connections end when they wait for nothing. */
    boolean isEnding() {
        return isEnding;
    }

    /** Connections are accepted here. */
    void listens(Channel listener) {
        listeners.add(listener);
        listener.closeFuture().addListener(closed -> listeners.remove(listener));
    }

    /** What a connection needs in its pipeline. */
    LastAnswer opened(Channel channel) {
        LastAnswer opened = new LastAnswer(channel, this);
        connections.add(opened);
        channel.closeFuture().addListener(closed -> forget(opened));
        return opened;
    }

    /** It has ended, or is no connection of HTTP any more. */
    void forget(LastAnswer connection) {
        connections.remove(connection);
    }

    /**
     * Goes; returns when no request waits for its answer.
     *
     * @param drain how long to serve on after saying so
     */
    public void leave(Duration drain) {
        isAnnounced = true;
        try {
            TimeUnit.NANOSECONDS.sleep(drain.toNanos());
            for (Channel listener : listeners) {
                listener.close().await();
            }
            isEnding = true;
            long deadline = System.nanoTime() + LONGEST_REQUEST.toNanos();
            // One that was accepted meanwhile is found the next time.
            while (!connections.isEmpty()) {
                for (LastAnswer connection : connections) {
                    if (!connection
                            .end()
                            .await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                        LOG.warn(
                                "{} requests have no answer after {} s, and are cut",
                                connections.size(),
                                LONGEST_REQUEST.toSeconds());
                        return;
                    }
                    forget(connection);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
