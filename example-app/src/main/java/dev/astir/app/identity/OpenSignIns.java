package dev.astir.app.identity;

import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.Page;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The sign-ins of people that hold: listed, and ended one by one or all at once, by themselves or
 * by an administrator. One that is ended is so on every node, with what it holds open. Methods
 * block. Thread-safe.
 */
@Singleton
class OpenSignIns {

    private final OpenSignInRepository rows;
    private final SignIns signIns;
    private final Users users;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;

    OpenSignIns(
            OpenSignInRepository rows,
            SignIns signIns,
            Users users,
            Transactions transactions,
            Trail trail,
            Clock clock) {
        this.rows = rows;
        this.signIns = signIns;
        this.users = users;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * A page of a person's sign-ins, used last first.
     *
     * @param current the one that asks
     * @param after the last id of the page before; null for the first page
     * @throws ProblemException 404 when the organization has no such person
     */
    Page<OpenSignIn> page(
            Caller caller, UUID userId, UUID current, @Nullable UUID after, int limit) {
        List<OpenSignIn> found =
                transactions.inOrganization(
                        caller.organizationId(),
                        () -> {
                            demand(userId);
                            trail.viewed(caller.actor(), List.of(userId), "sign-ins", Map.of());
                            return rows.page(userId, clock.instant(), after, limit + 1).stream()
                                    .map(row -> shown(row, current))
                                    .toList();
                        });
        return Page.of(found, limit, signIn -> signIn.id().toString());
    }

    private static OpenSignIn shown(OpenSignInRepository.Row row, UUID current) {
        return new OpenSignIn(
                row.id(),
                row.createdAt(),
                row.lastUsedAt(),
                row.address(),
                ClientProgram.of(row.userAgent()),
                row.id().equals(current));
    }

    /**
     * Ends one.
     *
     * @throws ProblemException 404 when the person has no such sign-in that holds
     */
    void end(Caller caller, UUID userId, UUID id) {
        transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    if (rows.end(userId, id, clock.instant()) == 0) {
                        throw ProblemException.notFound();
                    }
                    trail.changed(caller.actor(), "sign-in.ended", userId, Map.of("signInId", id));
                });
        signIns.accessChanged(userId);
    }

    /**
     * Ends all of a person.
     *
     * @param kept the one that goes on; null for none
     * @throws ProblemException 404 when the organization has no such person
     */
    void endAll(Caller caller, UUID userId, @Nullable UUID kept) {
        transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    demand(userId);
                    long ended = rows.endAll(userId, kept, clock.instant());
                    if (ended > 0) {
                        trail.changed(
                                caller.actor(), "sign-ins.ended", userId, Map.of("count", ended));
                    }
                });
        signIns.accessChanged(userId);
    }

    private void demand(UUID userId) {
        if (users.findById(userId).isEmpty()) {
            throw ProblemException.notFound();
        }
    }
}
