package dev.astir.app.timesheets;

import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.ResultSet;

/** Counts what the database has. */
final class Rows extends AppTest {

    private Rows() {}

    /** The number that a query gives, as the person's organization sees it. */
    static long count(Person person, String sql) {
        return app().bean(Transactions.class)
                .inOrganization(
                        person.organizationId(),
                        () ->
                                app().bean(JdbcOperations.class)
                                        .prepareStatement(
                                                sql,
                                                statement -> {
                                                    try (ResultSet rows =
                                                            statement.executeQuery()) {
                                                        rows.next();
                                                        return rows.getLong(1);
                                                    }
                                                }));
    }
}
