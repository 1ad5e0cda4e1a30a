package dev.astir.app.tenancy;

import dev.astir.app.platform.DatabaseAway;
import dev.astir.app.platform.DatabaseWatch;
import dev.astir.app.platform.SeldomLine;
import dev.astir.app.web.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Value;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only two ways to the app's tables. Inside, Micronaut Data repositories and {@code
 * JdbcOperations} use the transaction's connection; outside, they see no row at all. A call inside
 * a transaction of the same scope joins it. Any exception rolls back. An organization has at most
 * three quarters of the connections at once, and by turns with others who wait; when it has too
 * much to do, a call ends with a {@link ProblemException} (429), and when the database is away with
 * another (503), at once where that is known. Safe for use by several threads; a transaction stays
 * on its thread.
 */
@Singleton
public class Transactions {

    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    private static final ScopedValue<Scope> SCOPE = ScopedValue.newInstance();
    private static final ScopedValue<Connection> CONNECTION = ScopedValue.newInstance();

    /** Bound to the thread from the taking of a connection to its return. */
    private static final ScopedValue<Boolean> HAS_SHARE = ScopedValue.newInstance();

    /** Of one organization; each keeps the thread and the body of a request. */
    private static final int MOST_WAITING = 1_000;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final TransactionOperations<Connection> operations;
    private final Shares shares;
    private final DatabaseWatch watch;
    private final SeldomLine failures = new SeldomLine(LOG, Duration.ofSeconds(10));

    /** An organization, or the system (no organization). */
    private record Scope(@Nullable UUID organizationId) {}

    Transactions(
            TransactionOperations<Connection> operations,
            DatabaseWatch watch,
            MeterRegistry registry,
            @Value("${datasources.default.maximum-pool-size}") int connections) {
        this.operations = operations;
        // What one organization leaves is enough for those whose work is short.
        int mostOfOne = Math.max(1, connections * 3 / 4);
        this.shares = new Shares(connections, mostOfOne, MOST_WAITING, LONGEST_WAIT);
        this.watch = watch;
        Gauge.builder("astir.transactions.waiting", shares, Shares::waiting)
                .description("Requests and jobs that wait for a connection to the database")
                .register(registry);
        // Nobody's turn comes.
        watch.whenAway(shares::sendAway);
    }

    /**
     * Runs the work in one transaction that sees the rows of this organization alone.
     *
     * @throws IllegalStateException inside a transaction of another organization, or of the system
     */
    public <T extends @Nullable Object> T inOrganization(UUID organizationId, Supplier<T> work) {
        return run(new Scope(organizationId), work);
    }

    /** As {@link #inOrganization(UUID, Supplier)}, without a result. */
    public void inOrganization(UUID organizationId, Runnable work) {
        this.<@Nullable Void>inOrganization(
                organizationId,
                () -> {
                    work.run();
                    return null;
                });
    }

    /**
     * Runs the work in one transaction of the second role, which sees every organization, but may
     * do only what the migrations granted to it: look-ups before a tenant is known, and jobs across
     * tenants.
     *
     * @throws IllegalStateException inside a transaction of an organization
     */
    public <T extends @Nullable Object> T asSystem(Supplier<T> work) {
        return run(new Scope(null), work);
    }

    /** As {@link #asSystem(Supplier)}, without a result. */
    public void asSystem(Runnable work) {
        this.<@Nullable Void>asSystem(() -> {
            work.run();
            return null;
        });
    }

    /**
     * The connection of the transaction that this is called in, for a library that writes with it.
     * It stays this class's to commit and to close.
     *
     * @throws IllegalStateException outside of a transaction
     */
    public Connection connection() {
        return CONNECTION.orElseThrow(
                () -> new IllegalStateException("this needs a transaction, and there is none"));
    }

    /** Whether this is called in a transaction. */
    public boolean isOpen() {
        return SCOPE.isBound();
    }

    private <T extends @Nullable Object> T run(Scope scope, Supplier<T> work) {
        if (SCOPE.isBound()) {
            if (SCOPE.get().equals(scope)) {
                return work.get();
            }
            throw new IllegalStateException(
                    "a transaction of " + SCOPE.get() + " is open; " + scope + " needs its own");
        }
        // What follows a commit runs in this thread, on the connection that it has.
        return HAS_SHARE.isBound() ? execute(scope, work) : executeInTurn(scope, work);
    }

    private <T extends @Nullable Object> T executeInTurn(Scope scope, Supplier<T> work) {
        if (watch.isAway()) {
            throw ProblemException.databaseAway();
        }
        if (!shares.take(scope)) {
            if (watch.isAway()) {
                throw ProblemException.databaseAway();
            }
            throw ProblemException.tooManyRequests(
                    scope.organizationId() == null
                            ? "Too much is asked at once."
                            : "Your organization asks too much at once.",
                    RETRY_AFTER);
        }
        try {
            return ScopedValue.where(HAS_SHARE, true).call(() -> execute(scope, work));
        } catch (RuntimeException e) {
            throw inWords(e);
        } finally {
            shares.giveBack(scope);
        }
    }

    /** Without the stack, which would be in the log for each who asked meanwhile. */
    private RuntimeException inWords(RuntimeException failure) {
        SQLException away = DatabaseAway.of(failure);
        if (away == null) {
            return failure;
        }
        if (!watch.isAway()) {
            failures.warn(
                    "A transaction ended because the database was away: " + away.getMessage());
        }
        return ProblemException.databaseAway();
    }

    private <T extends @Nullable Object> T execute(Scope scope, Supplier<T> work) {
        return operations.executeWrite(status -> {
            Connection connection = status.getConnection();
            enter(connection, scope);
            return ScopedValue.where(SCOPE, scope).where(CONNECTION, connection).call(work::get);
        });
    }

    /** Both settings end with the transaction, so a connection goes back to the pool as it came. */
    private static void enter(Connection connection, Scope scope) {
        try {
            if (scope.organizationId() == null) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("SET LOCAL ROLE astir_system");
                }
            } else {
                try (PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT set_config('astir.organization', ?, true)")) {
                    statement.setString(1, scope.organizationId().toString());
                    statement.execute();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the transaction cannot take its role", e);
        }
    }
}
