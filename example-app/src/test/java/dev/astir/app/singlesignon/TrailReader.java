package dev.astir.app.singlesignon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.astir.app.TestApp;
import dev.astir.app.tenancy.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the trail says of one kind of change, oldest first. */
final class TrailReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TrailReader() {}

    static List<JsonNode> of(TestApp app, UUID organizationId, String action) {
        Transactions transactions = app.bean(Transactions.class);
        return transactions.inOrganization(
                organizationId,
                () -> {
                    List<JsonNode> found = new ArrayList<>();
                    try (PreparedStatement statement =
                            transactions
                                    .connection()
                                    .prepareStatement(
                                            "SELECT to_jsonb(e)::text FROM audit_entries e"
                                                    + " WHERE action = ? ORDER BY at")) {
                        statement.setString(1, action);
                        try (ResultSet rows = statement.executeQuery()) {
                            while (rows.next()) {
                                found.add(JSON.readTree(rows.getString(1)));
                            }
                        }
                    } catch (SQLException | JsonProcessingException e) {
                        throw new IllegalStateException(e);
                    }
                    return found;
                });
    }
}
