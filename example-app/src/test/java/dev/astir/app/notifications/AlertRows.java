package dev.astir.app.notifications;

import dev.astir.app.TestApp;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Alerts as rows, for what is told of them: how they come about is the test of another package. */
public final class AlertRows {

    /** What the jobs of every type read, since they look at the alerts of all organizations. */
    static final String DETAILS =
            "{\"idleSince\":\"2026-01-02T03:04:05Z\",\"lastSeen\":\"2026-01-02T03:04:05Z\","
                    + "\"endsAt\":\"2999-01-01T00:00:00Z\",\"limitSeconds\":300,"
                    + "\"workedSeconds\":400,\"period\":\"day\",\"from\":\"2998-12-31\","
                    + "\"to\":\"2998-12-31\"}";

    private AlertRows() {}

    /**
     * One that is open.
     *
     * @param userId whom it is about; null for a client that is nobody's
     */
    public static UUID open(
            TestApp app, UUID organizationId, @Nullable UUID userId, String type, Instant at) {
        return open(app, organizationId, userId, type, at, DETAILS);
    }

    /** The same, with what its type has besides, as JSON. */
    public static UUID open(
            TestApp app,
            UUID organizationId,
            @Nullable UUID userId,
            String type,
            Instant at,
            String details) {
        UUID id = UUID.randomUUID();
        execute(
                app,
                organizationId,
                """
                INSERT INTO alerts (organization_id, id, user_id, type, subject, opened_at, details)
                VALUES ('%s', '%s', %s, '%s', '%s', '%s', '%s')
                """
                        .formatted(
                                organizationId,
                                id,
                                userId == null ? "NULL" : "'%s'".formatted(userId),
                                type,
                                id,
                                at,
                                details.replace("'", "''")));
        return id;
    }

    /** Runs a statement in the organization. */
    public static void execute(TestApp app, UUID organizationId, String sql) {
        app.bean(Transactions.class)
                .inOrganization(
                        organizationId,
                        () ->
                                app.bean(JdbcOperations.class)
                                        .prepareStatement(sql, PreparedStatement::execute));
    }

    /** The first value that a query in the organization finds; empty for none. */
    static String text(TestApp app, UUID organizationId, String sql) {
        return app.bean(Transactions.class)
                .inOrganization(
                        organizationId,
                        () ->
                                app.bean(JdbcOperations.class)
                                        .prepareStatement(
                                                sql,
                                                statement -> {
                                                    ResultSet rows = statement.executeQuery();
                                                    return rows.next() ? rows.getString(1) : "";
                                                }));
    }
}
