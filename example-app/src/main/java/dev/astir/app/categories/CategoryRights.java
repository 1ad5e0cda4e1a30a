package dev.astir.app.categories;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who may change what: administrators all, and managers of teams those teams'. Thread-safe. */
@Singleton
class CategoryRights {

    private final CategoryRepository rows;

    CategoryRights(CategoryRepository rows) {
        this.rows = rows;
    }

    /**
     * Wants somebody who may change categories of the team, or the organization's, in the caller's
     * transaction.
     *
     * @throws ProblemException 403 {@code not-your-categories}, 400 for a team that is none
     */
    void require(Caller caller, @Nullable UUID teamId) {
        UUID organizationId = caller.organizationId();
        if (caller.is(Role.ADMIN)) {
            if (teamId != null && !rows.isTeam(organizationId, teamId)) {
                throw ProblemException.invalid("teamId", teamId, "a team of the organization");
            }
            return;
        }
        if (teamId == null || !rows.managedBy(organizationId, caller.userId()).contains(teamId)) {
            throw ProblemException.forbidden(
                    "not-your-categories",
                    "Administrators change the organization's categories, and managers of teams"
                            + " those of their teams.");
        }
    }
}
