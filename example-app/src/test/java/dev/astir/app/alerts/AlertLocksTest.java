package dev.astir.app.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who changes several alerts at once holds them in one order, and so waits in no circle. */
class AlertLocksTest extends AppTest {

    private final Person ada = app().registerOrganization();
    private final Transactions transactions = app().bean(Transactions.class);

    private final UUID second = TestAlerts.open(app(), ada, new UUID(2, 2));
    private final UUID first = TestAlerts.open(app(), ada, new UUID(1, 1));

    /** Neither by where they lie nor by the newest is the order in which they are held. */
    @BeforeEach
    void theFirstLiesLastAndIsOlder() {
        transactions.inOrganization(
                ada.organizationId(),
                () ->
                        isThere(
                                """
                                UPDATE alerts SET opened_at = opened_at - interval '1 hour'
                                WHERE id = '%s' RETURNING id
                                """
                                        .formatted(first)));
    }

    @Test
    void allOfAPerson() throws Exception {
        holdsNoneBeforeTheFirst(() ->
                transactions.inOrganization(
                        ada.organizationId(),
                        () ->
                                app().bean(AlertBook.class)
                                        .closeAllOf(ada.organizationId(), ada.userId())));
    }

    @Test
    void allThatAJobFinds() throws Exception {
        holdsNoneBeforeTheFirst(() -> TestAlerts.run(app(), "silent-agents"));
    }

    /** What waits for the first has not touched the second. */
    private void holdsNoneBeforeTheFirst(Runnable change) throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> changed =
                    transactions.inOrganization(
                            ada.organizationId(),
                            () -> {
                                assertThat(isFree(first)).isTrue();
                                Future<?> changing = executor.submit(change);
                                await().pollInSameThread()
                                        .until(() ->
                                                isThere("SELECT FROM pg_locks WHERE NOT granted"));
                                assertThat(isFree(second)).isTrue();
                                return changing;
                            });
            changed.get();
        }
    }

    /** Holds it if nobody else does. */
    private static boolean isFree(UUID alert) {
        return isThere(
                "SELECT FROM alerts WHERE id = '%s' FOR UPDATE SKIP LOCKED".formatted(alert));
    }

    private static boolean isThere(String sql) {
        return app().bean(JdbcOperations.class)
                .prepareStatement(
                        sql,
                        (PreparedStatement statement) -> {
                            try (ResultSet rows = statement.executeQuery()) {
                                return rows.next();
                            }
                        });
    }
}
