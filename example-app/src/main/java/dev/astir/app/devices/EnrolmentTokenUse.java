package dev.astir.app.devices;

import dev.astir.app.devices.EnrolmentTokenRepository.Bearer;
import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * What a token is worth to whoever shows it. Whether one is unknown, expired, used up or revoked is
 * told to nobody: who guesses learns nothing. Methods block. Thread-safe.
 */
@Singleton
class EnrolmentTokenUse {

    private final EnrolmentTokenRepository rows;
    private final Transactions transactions;
    private final Clock clock;

    EnrolmentTokenUse(EnrolmentTokenRepository rows, Transactions transactions, Clock clock) {
        this.rows = rows;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Whom a token is for.
     *
     * @throws ProblemException 403 when it cannot be used (any more)
     */
    Bearer bearer(String token) {
        byte[] hash = OpaqueTokens.hash(token);
        return transactions
                .asSystem(() -> rows.bearer(hash, clock.instant()))
                .orElseThrow(EnrolmentTokenUse::unusable);
    }

    /**
     * Uses a token once, in the caller's transaction.
     *
     * @throws ProblemException 403 when it was revoked meanwhile, or another use came first and was
     *     the last one
     */
    void spend(UUID organizationId, String token, Instant now) {
        if (!rows.use(organizationId, OpaqueTokens.hash(token), now)) {
            throw unusable();
        }
    }

    private static ProblemException unusable() {
        return ProblemException.forbidden(
                "enrolment-token-unusable",
                "This enrolment token is not known, has expired, was used up, or was revoked. Ask"
                        + " for a new one.");
    }
}
