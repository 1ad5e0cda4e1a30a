package dev.astir.app.devices;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.Status;
import dev.astir.app.identity.User;
import dev.astir.app.identity.Users;
import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.Page;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the tokens that enrol devices, lists and revokes them. Methods block. Thread-safe. */
@Singleton
class EnrolmentTokens {

    private static final long DEFAULT_SECONDS = 60 * 60;

    /** What a token begins with. */
    private static final String PREFIX = "astir_enrol_";

    private final EnrolmentTokenRepository rows;
    private final Transactions transactions;
    private final Users users;
    private final Trail trail;
    private final Clock clock;

    EnrolmentTokens(
            EnrolmentTokenRepository rows,
            Transactions transactions,
            Users users,
            Trail trail,
            Clock clock) {
        this.rows = rows;
        this.transactions = transactions;
        this.users = users;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Makes a token for the caller's devices or, asked by an administrator, for another person's.
     *
     * @throws ProblemException 403 when an employee names another person, 404 when the organization
     *     has no such person who may come in
     */
    EnrolmentToken issue(Caller caller, EnrolmentTokenRequest request) {
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
                    trail.changed(
                            caller.actor(),
                            "enrolment-token.created",
                            owner,
                            Map.of(
                                    "tokenId",
                                    token.id(),
                                    "expiresAt",
                                    token.expiresAt().toString(),
                                    "maxUses",
                                    token.maxUses()));
                });
        return token;
    }

    /**
     * Tokens that were made and not yet cleared away, the spent ones among them: an administrator
     * sees the organization's, others those that enrol their own devices.
     *
     * @param after the last id of the page before; null for the first page
     */
    Page<IssuedToken> page(Caller caller, @Nullable UUID after, int limit) {
        List<IssuedToken> found =
                transactions.inOrganization(
                        caller.organizationId(),
                        () -> rows.page(caller.organizationId(), within(caller), after, limit + 1));
        return Page.of(found, limit, token -> token.id().toString());
    }

    /**
     * Ends a token; once more changes nothing. What it enrolled stays enrolled.
     *
     * @throws ProblemException 404 when the caller sees no such token
     */
    void revoke(Caller caller, UUID id) {
        transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    UUID owner =
                            rows.revoke(
                                    caller.organizationId(), id, within(caller), clock.instant());
                    if (owner != null) {
                        trail.changed(
                                caller.actor(),
                                "enrolment-token.revoked",
                                owner,
                                Map.of("tokenId", id));
                    } else if (rows.find(caller.organizationId(), id, within(caller)).isEmpty()) {
                        throw ProblemException.notFound();
                    }
                });
    }

    /** Whose tokens the caller sees; null for everybody's. */
    private static @Nullable UUID within(Caller caller) {
        return caller.is(Role.ADMIN) ? null : caller.userId();
    }
}
