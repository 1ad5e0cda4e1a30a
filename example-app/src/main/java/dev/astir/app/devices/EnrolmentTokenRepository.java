package dev.astir.app.devices;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The enrolment tokens' rows. Each method runs in the caller's transaction. Thread-safe. */
@Singleton
class EnrolmentTokens {

    /** Whom a token enrols a device for. */
    record Bearer(UUID organizationId, UUID userId) {}

    private final JdbcOperations jdbc;

    EnrolmentTokens(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    void insert(
            UUID organizationId,
            EnrolmentToken token,
            byte[] hash,
            UUID createdBy,
            Instant createdAt) {
        jdbc.prepareStatement(
                """
                INSERT INTO enrolment_tokens (organization_id, id, user_id, created_by, token_hash,
                                              created_at, expires_at, max_uses)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                statement -> {
                    statement.setObject(1, organizationId);
                    statement.setObject(2, token.id());
                    statement.setObject(3, token.userId());
                    statement.setObject(4, createdBy);
                    statement.setBytes(5, hash);
                    statement.setTimestamp(6, Timestamp.from(createdAt));
                    statement.setTimestamp(7, Timestamp.from(token.expiresAt()));
                    statement.setInt(8, token.maxUses());
                    return statement.executeUpdate();
                });
    }

    /**
     * Whom a usable token is for; empty if there is none, it expired, was used up, or its person is
     * suspended. Only as system: the organization is not known yet.
     */
    Optional<Bearer> bearer(byte[] hash, Instant now) {
        return jdbc.prepareStatement(
                """
                SELECT t.organization_id, t.user_id
                FROM enrolment_tokens t JOIN users u
                     ON u.organization_id = t.organization_id AND u.id = t.user_id AND u.status = 'active'
                WHERE t.token_hash = ? AND t.expires_at > ? AND t.uses < t.max_uses
                """,
                statement -> {
                    statement.setBytes(1, hash);
                    statement.setTimestamp(2, Timestamp.from(now));
                    try (ResultSet row = statement.executeQuery()) {
                        return row.next()
                                ? Optional.of(
                                        new Bearer(
                                                row.getObject("organization_id", UUID.class),
                                                row.getObject("user_id", UUID.class)))
                                : Optional.<Bearer>empty();
                    }
                });
    }

    /** Uses a token once; false if another use came first and it was the last one. */
    boolean use(UUID organizationId, byte[] hash, Instant now) {
        return jdbc.prepareStatement(
                """
                UPDATE enrolment_tokens SET uses = uses + 1
                WHERE organization_id = ? AND token_hash = ? AND expires_at > ? AND uses < max_uses
                """,
                statement -> {
                    statement.setObject(1, organizationId);
                    statement.setBytes(2, hash);
                    statement.setTimestamp(3, Timestamp.from(now));
                    return statement.executeUpdate() == 1;
                });
    }
}
