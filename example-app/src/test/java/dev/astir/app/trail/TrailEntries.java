package dev.astir.app.trail;

import dev.astir.app.TestApp;
import dev.astir.app.tenancy.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the trail has, for tests of those who add to it. */
public final class TrailEntries {

    private TrailEntries() {}

    /**
     * An organization's entries in the order of their times, each as {@code <kind> <action> <actor>
     * <via> <person> <details>}.
     */
    public static List<String> of(TestApp app, UUID organizationId) {
        Transactions transactions = app.bean(Transactions.class);
        return transactions.inOrganization(organizationId, () -> read(transactions));
    }

    private static List<String> read(Transactions transactions) {
        List<String> found = new ArrayList<>();
        try (PreparedStatement statement =
                        transactions
                                .connection()
                                .prepareStatement(
                                        "SELECT kind, action, actor_id, via, person_id, details"
                                                + " FROM audit_entries ORDER BY at, id");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= 6; i++) {
                    columns.add(String.valueOf(rows.getString(i)));
                }
                found.add(String.join(" ", columns));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }
}
