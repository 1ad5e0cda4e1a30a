package dev.astir.app.devices;

import dev.astir.app.devices.EnrolmentTokenRepository.Bearer;
import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.Status;
import dev.astir.app.identity.User;
import dev.astir.app.identity.Users;
import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tokens that enrol devices. Methods block. Thread-safe. */
@Singleton
class EnrolmentTokens {

    private static final long DEFAULT_SECONDS = 60 * 60;
    private static final long LONGEST_SECONDS = 30 * 24 * 60 * 60;
    private static final int MOST_USES = 1_000;

    /** What a token begins with. */
    private static final String PREFIX = "astir_enrol_";

    private final EnrolmentTokenRepository rows;
    private final Transactions transactions;
    private final Users users;
    private final Clock clock;

    /**
     * What token is wanted. Immutable.
     *
     * @param userId whose devices; null for the caller's
     * @param expiresInSeconds how long it is valid, at most 30 days; null for an hour
     * @param maxUses how many devices it may enrol; null for one
     */
    @Introspected
    record Request(
            @Nullable UUID userId,
            @Nullable @Min(1) @Max(LONGEST_SECONDS) Long expiresInSeconds,
            @Nullable @Min(1) @Max(MOST_USES) Integer maxUses) {}

    EnrolmentTokens(
            EnrolmentTokenRepository rows, Transactions transactions, Users users, Clock clock) {
        this.rows = rows;
        this.transactions = transactions;
        this.users = users;
        this.clock = clock;
    }

    /**
     * Makes a token for the caller's devices or, asked by an administrator, for another person's.
     *
     * @throws ProblemException 403 when an employee names another person, 404 when the organization
     *     has no such person who may come in
     */
    EnrolmentToken issue(Caller caller, Request request) {
        UUID owner = request.userId() == null ? caller.userId() : request.userId();
        long seconds =
                request.expiresInSeconds() == null ? DEFAULT_SECONDS : request.expiresInSeconds();
        int uses = request.maxUses() == null ? 1 : request.maxUses();
        if (!owner.equals(caller.userId()) && !caller.is(Role.ADMIN)) {
            throw ProblemException.forbidden(
                    "forbidden", "Only an administrator can enrol another person's device.");
        }
        Instant now = clock.instant();
        EnrolmentToken token =
                new EnrolmentToken(
                        UUID.randomUUID(),
                        OpaqueTokens.generate(PREFIX),
                        owner,
                        now.plusSeconds(seconds),
                        uses);
        transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    if (users.findById(owner).map(User::status).orElse(null) != Status.ACTIVE) {
                        throw ProblemException.notFound();
                    }
                    rows.insert(
                            caller.organizationId(),
                            token.id(),
                            token.userId(),
                            caller.userId(),
                            OpaqueTokens.hash(token.token()),
                            now,
                            token.expiresAt(),
                            token.maxUses());
                });
        return token;
    }

    /**
     * Whom a token is for.
     *
     * @throws ProblemException 403 when it is unknown, has expired or was used up
     */
    Bearer bearer(String token) {
        byte[] hash = OpaqueTokens.hash(token);
        return transactions
                .asSystem(() -> rows.bearer(hash, clock.instant()))
                .orElseThrow(EnrolmentTokens::unusable);
    }

    /**
     * Uses a token once, in the caller's transaction.
     *
     * @throws ProblemException 403 when another use came first and was the last one
     */
    void spend(UUID organizationId, String token, Instant now) {
        if (!rows.use(organizationId, OpaqueTokens.hash(token), now)) {
            throw unusable();
        }
    }

    private static ProblemException unusable() {
        return ProblemException.forbidden(
                "enrolment-token-unusable",
                "This enrolment token is not known, has expired, or was used up. Ask for a new one.");
    }
}
