package dev.astir.app.limits;

import dev.astir.app.platform.IpNetwork;
import dev.astir.app.platform.Settings;
import dev.astir.app.web.ClientAddress;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micronaut.http.HttpRequest;
import io.netty.channel.Channel;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open connections of this node. Each begins as a stranger's, and is a person's or a device's
 * from its first request that they signed. When there are more strangers than there may be, or more
 * than one address may have, the oldest that waits for nothing of the server's makes room; who is
 * signed in keeps theirs. Thread-safe.
 */
@Singleton
public final class Connections {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final long COMPLAINT_NANOS = Duration.ofMinutes(1).toNanos();

    /** Nearly all of the oldest wait; to look at more would make a busy flood dear. */
    private static final int LOOKED_AT = 64;

    private final ConnectionBounds bounds;
    private final List<IpNetwork> proxies;
    private final Object lock = new Object();

    // All under the lock.
    private final Set<Connection> strangers = new LinkedHashSet<>();
    private final Map<String, Set<Connection>> strangersByAddress = new HashMap<>();
    private final Map<String, Integer> admittedByPrincipal = new HashMap<>();
    private int admitted;
    private boolean complained;
    private long complainedNanos;

    @Inject
    Connections(ConnectionBounds bounds, Settings settings, MeterRegistry registry) {
        this(bounds, settings.trustedProxies());
        registry.gauge(
                "astir.connections", Tags.of("kind", "stranger"), this, Connections::strangers);
        registry.gauge(
                "astir.connections", Tags.of("kind", "admitted"), this, Connections::admitted);
    }

    Connections(ConnectionBounds bounds, List<IpNetwork> proxies) {
        this.bounds = bounds;
        this.proxies = proxies;
    }

    /** What must stand before all else on a listener. */
    Acceptance acceptance() {
        return new Acceptance(bounds.accepted());
    }

    /** A connection was accepted. */
    Connection opened(Channel channel) {
        Connection opened = new Connection(channel, address(channel.remoteAddress()));
        List<Connection> victims = new ArrayList<>(2);
        synchronized (lock) {
            strangers.add(opened);
            if (opened.address() != null) {
                Set<Connection> neighbours =
                        strangersByAddress.computeIfAbsent(
                                opened.address(), address -> new LinkedHashSet<>());
                neighbours.add(opened);
                if (neighbours.size() > bounds.strangersOfAddress()) {
                    victims.add(leave(oldest(neighbours, opened)));
                }
            }
            if (strangers.size() > bounds.strangers()) {
                victims.add(leave(oldest(strangers, opened)));
                complain();
            }
        }
        channel.closeFuture().addListener(closed -> closed(opened));
        victims.forEach(Connection::close);
        return opened;
    }

    /**
     * Whoever sent the request is signed in. The connection is theirs from now on, unless they, or
     * all who are signed in, have their share already: then it stays a stranger's.
     *
     * @param principal a person or a device, by their id
     */
    public void admit(HttpRequest<?> request, String principal) {
        Connection connection = Connection.of(request);
        if (connection != null && !connection.isAdmitted()) {
            admit(connection, principal);
        }
    }

    void admit(Connection connection, String principal) {
        synchronized (lock) {
            int own = admittedByPrincipal.getOrDefault(principal, 0);
            if ((own < bounds.ofPrincipal() || connection.isShared())
                    && admitted < bounds.admitted()
                    && strangers.remove(connection)) {
                leaveAddress(connection);
                if (!connection.isShared()) {
                    admittedByPrincipal.put(principal, own + 1);
                }
                admitted++;
                connection.admit(principal);
            }
        }
    }

    /** How many connections nobody signed in on. */
    int strangers() {
        synchronized (lock) {
            return strangers.size();
        }
    }

    /** How many connections are somebody's. */
    int admitted() {
        synchronized (lock) {
            return admitted;
        }
    }

    private void closed(Connection connection) {
        synchronized (lock) {
            String principal = connection.principal();
            if (principal == null) {
                leave(connection);
            } else {
                admitted--;
                if (!connection.isShared()) {
                    admittedByPrincipal.computeIfPresent(
                            principal, (key, count) -> count == 1 ? null : count - 1);
                }
            }
        }
    }

    private Connection leave(Connection connection) {
        strangers.remove(connection);
        leaveAddress(connection);
        return connection;
    }

    private void leaveAddress(Connection connection) {
        if (connection.address() != null) {
            strangersByAddress.computeIfPresent(
                    connection.address(),
                    (address, neighbours) -> {
                        neighbours.remove(connection);
                        return neighbours.isEmpty() ? null : neighbours;
                    });
        }
    }

    /**
     * The first that does not wait for an answer; where all of the oldest do, the newest. Who is
     * looked at in vain goes to the end, so that next time others are.
     */
    private static Connection oldest(Set<Connection> connections, Connection newest) {
        List<Connection> busy = new ArrayList<>();
        Connection found = newest;
        for (Connection connection : connections) {
            if (connection == newest || busy.size() == LOOKED_AT) {
                break;
            }
            if (!connection.isServed()) {
                found = connection;
                break;
            }
            busy.add(connection);
        }
        busy.forEach(connections::remove);
        connections.addAll(busy);
        return found;
    }

    private void complain() {
        long now = System.nanoTime();
        if (!complained || now - complainedNanos > COMPLAINT_NANOS) {
            complained = true;
            complainedNanos = now;
            LOG.warn(
                    "More than {} connections of strangers; the oldest are closed",
                    bounds.strangers());
        }
    }

    /** Null for those who speak for many: proxies, and whatever runs on this machine. */
    private @Nullable String address(@Nullable SocketAddress remote) {
        InetAddress address =
                remote instanceof InetSocketAddress socket ? socket.getAddress() : null;
        return address == null
                        || address.isLoopbackAddress()
                        || proxies.stream().anyMatch(proxy -> proxy.contains(address))
                ? null
                : ClientAddress.key(address);
    }
}
