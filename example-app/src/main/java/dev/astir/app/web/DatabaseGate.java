package dev.astir.app.web;

import dev.astir.app.platform.DatabaseWatch;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * While the database is away, every request of the API is answered so at once, before anything of
 * it waits: handshakes of sockets too, which could not say it any more once they are sockets.
 * Thread-safe.
 */
@ServerFilter("/api/**")
final class DatabaseGate implements Ordered {

    private final DatabaseWatch watch;

    DatabaseGate(DatabaseWatch watch) {
        this.watch = watch;
    }

    /**
     * @throws ProblemException (503) while the database is away
     */
    @RequestFilter
    void check() {
        if (watch.isAway()) {
            throw ProblemException.databaseAway();
        }
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
