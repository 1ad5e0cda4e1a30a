package dev.astir.app.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.RepositoryCalls;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.Status;
import java.util.List;
import java.util.UUID;

/** Calls of the repositories of people. */
public final class PersonCalls extends RepositoryCalls {

    public PersonCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        run("FeedPeople.active", organization);
        none("FeedPeople.active", nobody);
        run("PersonRepository.find", ada);
        UUID[] seen = {bob};
        run("PersonRepository.page", null, null, 10);
        run("PersonRepository.page", null, ada, 10);
        run("PersonRepository.page", seen, ada, 10);
        none("PersonRepository.page", seen, bob, 10);
        none("PersonRepository.page", new UUID[0], null, 10);
        run("TeamRepository.create", organization, team, "Platform", now);
        run("PersonRepository.isTeam", organization, team);
        none("PersonRepository.isTeam", organization, nobody);
        Status active = Status.ACTIVE;
        run("PersonRepository.update", bob, Role.EMPLOYEE, active, "Asia/Tokyo", team, now);
        none("PersonRepository.update", nobody, Role.EMPLOYEE, active, null, null, now);
        run("PersonRepository.updateProfile", bob, "Bob", null, now);
        none("PersonRepository.updateProfile", nobody, "Bob", null, now);
        assertThat(run("PersonRepository.administrators")).isEqualTo(List.of(ada));
        run("PersonRepository.canAnAdministratorComeIn");
        UUID gone = UUID.randomUUID();
        run("Users.create", gone, organization, "Cy", "cy@example.org", "hash", Role.MANAGER, now);
        run("PersonRepository.remove", gone, now);
        none("PersonRepository.remove", gone, now);
        none("Users.findByEmail", "cy@example.org");
        run("Users.wasRemoved", "CY@example.org");
        none("Users.wasRemoved", "bob@example.org");
    }
}
