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
 * What administrators do for people who forgot their password: they see who waits, and take a link
 * for them. Methods block. Thread-safe.
 */
@Singleton
class HandedResets {

    private final PasswordResetRepository rows;
    private final ResetLinks links;
    private final Users users;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;

    HandedResets(
            PasswordResetRepository rows,
            ResetLinks links,
            Users users,
            Transactions transactions,
            Trail trail,
            Clock clock) {
        this.rows = rows;
        this.links = links;
        this.users = users;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    /** The organization's people who wait for a link, the longest first. */
    Page<PasswordResetRequest> waiting(UUID organizationId, @Nullable UUID after, int limit) {
        List<PasswordResetRequest> found =
                transactions.inOrganization(
                        organizationId, () -> rows.waiting(clock.instant(), after, limit + 1));
        return Page.of(found, limit, request -> request.id().toString());
    }

    /**
     * Makes a link for a person, in place of those that administrators took before. Also for
     * another administrator: without mail there is no other way, and whoever may change roles could
     * take the role, make a link, and give the role back. What holds is that the trail names who
     * took it, that the person finds all their sign-ins ended, and that no link passes by a second
     * factor. Not for oneself: a sign-in that somebody left open must not do without the present
     * password.
     *
     * @throws ProblemException 404 when there is no such person, 409 {@code own-password}, {@code
     *     suspended} or {@code no-password} when the person may have no link
     */
    ResetLinks.ResetLink issue(Caller caller, UUID userId) {
        if (userId.equals(caller.userId())) {
            throw ProblemException.conflict(
                    "own-password", "Change your own password with the present one.");
        }
        return transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    User user = users.hold(userId).orElseThrow(ProblemException::notFound);
                    demandMayHaveOne(user);
                    rows.deleteReplaced(userId);
                    ResetLinks.ResetLink link = links.make(user, caller.userId());
                    trail.changed(
                            caller.actor(),
                            "password-reset.issued",
                            userId,
                            Map.of("expiresAt", link.expiresAt().toString()));
                    return link;
                });
    }

    /**
     * Who came by an identity provider has no password, and may get one by such a link: somebody
     * must be able to let them in when the provider is gone.
     */
    private void demandMayHaveOne(User user) {
        if (user.status() != Status.ACTIVE) {
            throw ProblemException.conflict(
                    "suspended", "This person is suspended; let them in again first.");
        }
        if (user.role() != Role.ADMIN
                && !users.organizationsWithoutPasswords(List.of(user.organizationId())).isEmpty()) {
            throw ProblemException.conflict(
                    "no-password", "Your organization does not sign in by password.");
        }
    }
}
