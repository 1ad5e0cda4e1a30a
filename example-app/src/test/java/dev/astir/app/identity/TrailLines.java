package dev.astir.app.identity;

import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.tenancy.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the trail says of somebody, one line an entry: {@code action by actor via what details}. */
final class TrailLines {

    private TrailLines() {}

    /** Of what concerns this person since they are there, in order of time. */
    static List<String> about(TestApp app, Person person) {
        Transactions transactions = app.bean(Transactions.class);
        return transactions.inOrganization(
                person.organizationId(), () -> read(transactions, person.userId()));
    }

    private static List<String> read(Transactions transactions, UUID personId) {
        List<String> lines = new ArrayList<>();
        try (PreparedStatement query =
                transactions
                        .connection()
                        .prepareStatement(
                                """
                                SELECT concat_ws(' ', action, 'by ' || actor_id, 'via ' || via,
                                                 NULLIF(details, '{}'))
                                FROM audit_entries
                                WHERE person_id = ? AND action <> 'organization.created'
                                ORDER BY at, id
                                """)) {
            query.setObject(1, personId);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            return lines;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
