package dev.astir.app.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.identity.Users;
import dev.astir.app.web.ProblemException;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TransactionsTest extends AppTest {

    private final Transactions transactions = app().bean(Transactions.class);
    private final Users users = app().bean(Users.class);

    @Test
    void aQueryThatForgetsTheWhereSeesItsOwnOrganizationAlone() {
        TestApp.Person mine = app().registerOrganization();
        app().registerOrganization();

        List<String> seen =
                transactions.inOrganization(
                        mine.organizationId(), () -> column("SELECT email FROM users"));

        assertThat(seen).containsExactly(mine.email());
    }

    @Test
    void aRepositoryDoesNotFindAnothersId() {
        TestApp.Person mine = app().registerOrganization();
        TestApp.Person other = app().registerOrganization();

        assertThat(
                        transactions.inOrganization(
                                mine.organizationId(), () -> users.findById(other.userId())))
                .isEmpty();
        assertThat(
                        transactions.inOrganization(
                                other.organizationId(), () -> users.findById(other.userId())))
                .isPresent();
    }

    @Test
    void outsideOfATransactionThereIsNothing() {
        TestApp.Person somebody = app().registerOrganization();

        assertThat(users.findById(somebody.userId())).isEmpty();
    }

    @Test
    void aTenantDoesNotStayOnTheConnection() {
        TestApp.Person somebody = app().registerOrganization();
        for (int i = 0; i < 40; i++) {
            transactions.inOrganization(somebody.organizationId(), () -> column("SELECT 1"));
            transactions.asSystem(() -> column("SELECT 1"));

            assertThat(users.findById(somebody.userId())).isEmpty();
        }
    }

    @Test
    void theSystemSeesAllOrganizations() {
        TestApp.Person one = app().registerOrganization();
        TestApp.Person two = app().registerOrganization();

        assertThat(transactions.asSystem(() -> column("SELECT email FROM users")))
                .contains(one.email(), two.email());
    }

    @Test
    void aFailureDoesNotQuoteTheRowThatWasRefused() {
        // Of a tenant's rows PostgreSQL tells nothing by itself, since they are behind the wall.
        assertThatThrownBy(() ->
                        transactions.asSystem(() ->
                                column(
                                        """
                                        INSERT INTO job_runs (name, run_id, node, last_start)
                                        VALUES ('some' || 'body', NULL, 'n', now())
                                        RETURNING name
                                        """)))
                .rootCause()
                .hasMessageContaining("violates not-null constraint")
                .hasMessageNotContaining("somebody");
    }

    @Test
    void rollsBackWhatFailed() {
        TestApp.Person somebody = app().registerOrganization();

        assertThatThrownBy(() ->
                        transactions.inOrganization(
                                somebody.organizationId(),
                                () -> {
                                    column("UPDATE users SET name = 'Half' RETURNING" + " name");
                                    throw ProblemException.notFound();
                                }))
                .isInstanceOf(ProblemException.class);

        assertThat(
                        transactions.inOrganization(
                                somebody.organizationId(), () -> column("SELECT name FROM users")))
                .containsExactly("Ada Admin");
    }

    @Test
    void handsOutItsConnectionInsideAndNoneOutside() {
        TestApp.Person somebody = app().registerOrganization();

        assertThat(
                        transactions.inOrganization(
                                somebody.organizationId(),
                                () -> {
                                    try (Statement statement =
                                                    transactions.connection().createStatement();
                                            ResultSet rows =
                                                    statement.executeQuery(
                                                            "SELECT email FROM users")) {
                                        rows.next();
                                        return rows.getString(1);
                                    } catch (SQLException e) {
                                        throw new IllegalStateException(e);
                                    }
                                }))
                .isEqualTo(somebody.email());
        assertThatThrownBy(transactions::connection)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction");
    }

    @Test
    void joinsATransactionOfTheSameOrganizationAndNoOther() {
        TestApp.Person somebody = app().registerOrganization();
        UUID organization = somebody.organizationId();

        List<String> inner =
                transactions.inOrganization(
                        organization,
                        () ->
                                transactions.inOrganization(
                                        organization, () -> column("SELECT email FROM users")));

        assertThat(inner).containsExactly(somebody.email());
        assertThatThrownBy(() ->
                        transactions.inOrganization(
                                organization,
                                () ->
                                        transactions.inOrganization(
                                                UUID.randomUUID(), () -> column("SELECT 1"))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() ->
                        transactions.inOrganization(
                                organization,
                                () -> transactions.asSystem(() -> column("SELECT 1"))))
                .isInstanceOf(IllegalStateException.class);
    }

    private static List<String> column(String sql) {
        return app().bean(JdbcOperations.class)
                .prepareStatement(
                        sql,
                        statement -> {
                            List<String> values = new ArrayList<>();
                            try (ResultSet rows = statement.executeQuery()) {
                                while (rows.next()) {
                                    values.add(rows.getString(1));
                                }
                            }
                            return values;
                        });
    }
}
