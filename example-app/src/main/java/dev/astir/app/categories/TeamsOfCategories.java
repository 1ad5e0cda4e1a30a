package dev.astir.app.categories;

import dev.astir.app.people.PersonMoved;
import dev.astir.app.teams.TeamChanged;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/**
 * Follows people into other teams, and teams that end, in the transaction that does so: their time
 * is judged by other rules then. Thread-safe.
 */
@Singleton
class TeamsOfCategories {

    private final RuleSets rules;
    private final ListRepository lists;
    private final LabelRepository labels;
    private final SearchRepository days;
    private final ApplicationEventPublisher<CategoriesChanged> events;

    TeamsOfCategories(
            RuleSets rules,
            ListRepository lists,
            LabelRepository labels,
            SearchRepository days,
            ApplicationEventPublisher<CategoriesChanged> events) {
        this.rules = rules;
        this.lists = lists;
        this.labels = labels;
        this.days = days;
        this.events = events;
    }

    /** What is the same in both teams, as all over applications and sites, follows at once. */
    @EventListener
    void moved(PersonMoved moved) {
        UUID organizationId = moved.organizationId();
        RuleSet current = rules.current(organizationId).rules();
        if (details(current, moved.from()) != details(current, moved.to())) {
            days.markAll(organizationId, moved.userId());
        }
    }

    private static DetailRules details(RuleSet rules, Optional<UUID> team) {
        return rules.of(team.orElse(null)).details();
    }

    /** The database has ended a team's categories with the team. */
    @EventListener
    void changed(TeamChanged changed) {
        UUID organizationId = changed.organizationId();
        days.markOrphans(organizationId, changed.members().toArray(UUID[]::new));
        if (labels.drop(organizationId) > 0) {
            lists.advance(organizationId);
            events.publishEvent(new CategoriesChanged(organizationId));
        }
    }
}
