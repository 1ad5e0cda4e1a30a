package dev.astir.app.insights;

import dev.astir.app.identity.Caller;
import dev.astir.app.insights.InsightRepository.Named;
import dev.astir.app.policies.Consent;
import dev.astir.app.policies.Policies;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Whose insights somebody may look at: one's own, and those of a person in sight who agreed to a
 * policy that shows them to managers. Turned off, it ends at once; turned on again, everybody is
 * asked again. Methods block. Thread-safe.
 */
@Singleton
class InsightPeople {

    private final InsightRepository rows;
    private final Policies policies;
    private final Transactions transactions;

    InsightPeople(InsightRepository rows, Policies policies, Transactions transactions) {
        this.rows = rows;
        this.policies = policies;
        this.transactions = transactions;
    }

    /**
     * Somebody whose insights the caller may look at.
     *
     * @throws ProblemException 404 when the caller sees no such person, 403 {@code
     *     insights-not-shared} when the policy does not show them, or the person has not agreed
     */
    Named require(Caller caller, UUID userId) {
        caller.sight().require(userId);
        Named person =
                rows.person(caller.organizationId(), userId)
                        .orElseThrow(ProblemException::notFound);
        if (!userId.equals(caller.userId())
                && !policies.consent(caller.organizationId(), userId).insights()) {
            throw ProblemException.forbidden(
                    "insights-not-shared",
                    "Insights are for the person alone, unless the policy shows them to managers"
                            + " and the person agreed to it.");
        }
        return person;
    }

    /** Others whose insights the caller may look at, by name; nothing of what they are. */
    List<Named> others(Caller caller) {
        UUID organizationId = caller.organizationId();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    if (!policies.current(organizationId).insightsForManagers()) {
                        return List.of();
                    }
                    List<Named> people = rows.people(organizationId, caller.sight().seen());
                    Map<UUID, Consent> consents =
                            policies.consents(
                                    organizationId, people.stream().map(Named::userId).toList());
                    return people.stream()
                            .filter(person -> !person.userId().equals(caller.userId()))
                            .filter(person -> {
                                Consent consent = consents.get(person.userId());
                                return consent != null && consent.insights();
                            })
                            .toList();
                });
    }

    /** Who besides this person may look at theirs. */
    Sharing sharing(UUID organizationId, UUID userId) {
        if (!policies.current(organizationId).insightsForManagers()) {
            return Sharing.NOBODY;
        }
        return policies.consent(organizationId, userId).insights()
                ? Sharing.MANAGERS
                : Sharing.NOT_AGREED;
    }
}
