package dev.astir.app.demo;

import dev.astir.app.identity.Role;
import dev.astir.app.identity.User;
import dev.astir.app.identity.Users;
import dev.astir.app.people.People;
import dev.astir.app.people.PersonChanges;
import dev.astir.app.teams.TeamRequest;
import dev.astir.app.teams.Teams;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Actor;
import dev.astir.app.web.Given;
import dev.astir.demo.Person;
import dev.astir.demo.Team;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The demo's teams: some with a manager of their own, some without. Thread-safe. */
@Singleton
class DemoTeams {

    private final Teams teams;
    private final People people;
    private final Users users;
    private final Transactions transactions;

    DemoTeams(Teams teams, People people, Users users, Transactions transactions) {
        this.teams = teams;
        this.people = people;
        this.users = users;
        this.transactions = transactions;
    }

    /**
     * Forms all teams of people who have their accounts; where there is any team, somebody has
     * formed them already, or others.
     */
    void form(UUID organizationId) {
        transactions.inOrganization(
                organizationId,
                () -> {
                    if (teams.all(organizationId).isEmpty()) {
                        Team.all().forEach(team -> form(Actor.app(organizationId), team));
                    }
                });
    }

    private void form(Actor actor, Team team) {
        List<User> managers = team.managers().stream().map(this::account).toList();
        for (User manager : managers) {
            // A demo that was begun by an earlier version had fewer managers.
            if (manager.role() == Role.EMPLOYEE) {
                change(actor, manager, Role.MANAGER, null);
            }
        }
        List<UUID> ids = managers.stream().map(User::id).toList();
        UUID id = teams.create(actor, new TeamRequest(team.name(), ids)).id();
        for (String member : team.members()) {
            change(actor, account(member), null, new Given<>(id));
        }
    }

    private void change(Actor actor, User user, @Nullable Role role, @Nullable Given<UUID> teamId) {
        people.change(actor, user.id(), new PersonChanges(role, null, null, teamId));
    }

    private User account(String login) {
        return users.findByEmail(login + "@" + Person.DOMAIN).getFirst();
    }
}
