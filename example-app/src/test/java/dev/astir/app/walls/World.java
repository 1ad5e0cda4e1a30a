package dev.astir.app.walls;

import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.teams.TestTeams;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An organization with teams Red and Blue, and another organization; somebody of each kind in them.
 */
final class World {

    final TestApp app;
    final Person mate;
    final Person other;
    final Person stranger;
    final String red;
    final String blue;
    private final Map<Asker, Person> askers = new EnumMap<>(Asker.class);

    World(TestApp app) {
        this.app = app;
        Person admin = app.registerOrganization();
        stranger = app.registerOrganization();
        Person leader = app.addUser(admin, Role.MANAGER, "Tess");
        askers.put(Asker.ADMIN, admin);
        askers.put(Asker.TEAM_MANAGER, leader);
        askers.put(Asker.MANAGER, app.addUser(admin, Role.MANAGER, "Max"));
        askers.put(Asker.EMPLOYEE, app.addUser(admin, Role.EMPLOYEE, "Eve"));
        mate = app.addUser(admin, Role.EMPLOYEE, "Mia");
        other = app.addUser(admin, Role.EMPLOYEE, "Bob");
        UUID team = TestTeams.create(admin, "Red", leader);
        UUID otherTeam = TestTeams.create(admin, "Blue");
        TestTeams.move(admin, mate, team);
        TestTeams.move(admin, askers.get(Asker.EMPLOYEE), team);
        TestTeams.move(admin, other, otherTeam);
        red = team.toString();
        blue = otherTeam.toString();
    }

    Person admin() {
        return asker(Asker.ADMIN);
    }

    /** One person is many objects, one for each sign-in. */
    static boolean isSame(@Nullable Person one, Person other) {
        return one != null && one.userId().equals(other.userId());
    }

    Person asker(Asker asker) {
        return askers.get(asker);
    }

    /** Whose things are meant when this one asks. */
    Person owner(Asker asker, Whose whose) {
        return switch (whose) {
            case OWN -> askers.getOrDefault(asker, mate);
            case TEAM_MATES, NOBODYS -> mate;
            case OTHER_TEAMS -> other;
            case OTHER_TENANTS -> stranger;
        };
    }

    List<Person> everybodyHere() {
        return List.of(
                admin(),
                mate,
                other,
                askers.get(Asker.EMPLOYEE),
                askers.get(Asker.MANAGER),
                askers.get(Asker.TEAM_MANAGER));
    }

    /** Whether they see the data of others. */
    boolean isManager(Person person) {
        return Stream.of(Asker.ADMIN, Asker.MANAGER, Asker.TEAM_MANAGER)
                .anyMatch(role -> isSame(askers.get(role), person));
    }

    /** Somebody may just have ended their own sign-ins. */
    void signInAgain(Asker asker) {
        Person person = askers.get(asker);
        if (person != null && person.api().get("/api/auth/me").status() == 401) {
            askers.put(asker, app.signIn(person.email()));
        }
    }

    /** Whether the asker may see this person's data. */
    boolean mayBeSeen(Asker asker, Person person) {
        if (isSame(askers.get(asker), person)) {
            return true;
        }
        return switch (asker) {
            case NOBODY, EMPLOYEE -> false;
            case TEAM_MANAGER -> isSame(mate, person) || isSame(askers.get(Asker.EMPLOYEE), person);
            case MANAGER, ADMIN -> !isSame(stranger, person);
        };
    }
}
