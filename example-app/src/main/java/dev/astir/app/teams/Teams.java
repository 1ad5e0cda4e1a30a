package dev.astir.app.teams;

import dev.astir.app.identity.Caller;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.Page;
import dev.astir.app.web.ProblemException;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an organization's teams. Changes hold the organization, as changes of its people do, so
 * that nobody who becomes an employee meanwhile is made a manager. Methods block. Thread-safe.
 */
@Singleton
public class Teams {

    private final TeamRepository rows;
    private final ManagerRepository managers;
    private final Sights sights;
    private final Organizations organizations;
    private final Transactions transactions;
    private final Trail trail;
    private final ApplicationEventPublisher<TeamChanged> events;
    private final Clock clock;

    Teams(
            TeamRepository rows,
            ManagerRepository managers,
            Sights sights,
            Organizations organizations,
            Transactions transactions,
            Trail trail,
            ApplicationEventPublisher<TeamChanged> events,
            Clock clock) {
        this.rows = rows;
        this.managers = managers;
        this.sights = sights;
        this.organizations = organizations;
        this.transactions = transactions;
        this.trail = trail;
        this.events = events;
        this.clock = clock;
    }

    /** The teams whose people the caller sees, by name. */
    Page<Team> page(Caller caller, @Nullable UUID after, int limit) {
        UUID manager = caller.sight().isEverybody() ? null : caller.userId();
        List<Team> found =
                transactions.inOrganization(
                        caller.organizationId(),
                        () ->
                                rows
                                        .page(caller.organizationId(), manager, after, limit + 1)
                                        .stream()
                                        .map(TeamRepository.Row::team)
                                        .toList());
        return Page.of(found, limit, team -> team.id().toString());
    }

    /**
     * A team.
     *
     * @throws ProblemException 404 when there is none whose people the caller sees
     */
    public Team get(Caller caller, UUID id) {
        return transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    Team team = find(caller.organizationId(), id);
                    if (caller.sight().isEverybody()
                            || team.managerIds().contains(caller.userId())) {
                        return team;
                    }
                    throw ProblemException.notFound();
                });
    }

    /** All teams, in the caller's transaction. */
    public List<Team> all(UUID organizationId) {
        return rows.page(organizationId, null, null, Integer.MAX_VALUE).stream()
                .map(TeamRepository.Row::team)
                .toList();
    }

    /**
     * Makes a team without people.
     *
     * @throws ProblemException 409 {@code team-name-taken}, 400 when somebody may not manage
     */
    public Team create(Actor actor, TeamRequest request) {
        UUID organizationId = actor.organizationId();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    organizations.hold(organizationId);
                    UUID[] wanted = eligible(organizationId, request.managerIds());
                    UUID id = UUID.randomUUID();
                    if (rows.create(organizationId, id, request.name(), now()) == null) {
                        throw taken(request.name());
                    }
                    managers.add(organizationId, id, wanted);
                    Team created = find(organizationId, id);
                    sights.tell(Set.copyOf(created.managerIds()));
                    trail.changed(actor, "team.created", null, details(created));
                    return created;
                });
    }

    /**
     * Gives a team another name, or other managers.
     *
     * @throws ProblemException 404 when there is none, and as {@link #create}
     */
    public Team change(Actor actor, UUID id, TeamRequest request) {
        UUID organizationId = actor.organizationId();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    organizations.hold(organizationId);
                    Team before = find(organizationId, id);
                    UUID[] wanted = eligible(organizationId, request.managerIds());
                    if (rows.isTaken(organizationId, id, request.name())) {
                        throw taken(request.name());
                    }
                    rows.rename(organizationId, id, request.name());
                    managers.keep(organizationId, id, wanted);
                    managers.add(organizationId, id, wanted);
                    Team after = find(organizationId, id);
                    changed(actor, before, after);
                    return after;
                });
    }

    private void changed(Actor actor, Team before, Team after) {
        if (before.equals(after)) {
            return;
        }
        sights.tell(difference(before.managerIds(), after.managerIds()));
        if (!before.name().equals(after.name())) {
            UUID organizationId = actor.organizationId();
            events.publishEvent(
                    new TeamChanged(
                            organizationId, Set.copyOf(rows.members(organizationId, after.id()))));
        }
        trail.changed(
                actor,
                "team.changed",
                null,
                Map.of("before", details(before), "after", details(after)));
    }

    /**
     * Ends a team; its people are in none then.
     *
     * @throws ProblemException 404 when there is none
     */
    public void delete(Actor actor, UUID id) {
        UUID organizationId = actor.organizationId();
        transactions.inOrganization(
                organizationId,
                () -> {
                    organizations.hold(organizationId);
                    Team team = find(organizationId, id);
                    Set<UUID> members = Set.copyOf(rows.members(organizationId, id));
                    rows.empty(organizationId, id, now());
                    managers.keep(organizationId, id, new UUID[0]);
                    rows.delete(organizationId, id);
                    sights.tell(Set.copyOf(team.managerIds()));
                    events.publishEvent(new TeamChanged(organizationId, members));
                    trail.changed(actor, "team.deleted", null, details(team));
                });
    }

    private Team find(UUID organizationId, UUID id) {
        return rows.find(organizationId, id).orElseThrow(ProblemException::notFound).team();
    }

    /** The same without repetitions, when all of them may manage. */
    private UUID[] eligible(UUID organizationId, List<UUID> ids) {
        UUID[] wanted = ids.stream().distinct().toArray(UUID[]::new);
        Set<UUID> eligible = Set.copyOf(managers.eligible(organizationId, wanted));
        for (int i = 0; i < ids.size(); i++) {
            if (!eligible.contains(ids.get(i))) {
                throw ProblemException.invalid(
                        "managerIds[" + i + "]",
                        ids.get(i),
                        "a manager or an administrator of the organization");
            }
        }
        return wanted;
    }

    private static Set<UUID> difference(List<UUID> before, List<UUID> after) {
        Set<UUID> either = new HashSet<>(before);
        either.addAll(after);
        either.removeIf(id -> before.contains(id) && after.contains(id));
        return either;
    }

    private static ProblemException taken(String name) {
        return ProblemException.conflict(
                "team-name-taken", "There is a team with the name \"" + name + "\" already.");
    }

    private static Map<String, ?> details(Team team) {
        return Map.of(
                "id", team.id(),
                "name", team.name(),
                "managerIds", team.managerIds(),
                "memberCount", team.memberCount());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
