package dev.astir.app.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.RepositoryCalls;
import java.util.List;
import java.util.UUID;

/** Calls of the repositories of teams. */
public final class TeamCalls extends RepositoryCalls {

    public TeamCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        none("TeamRepository.create", organization, nobody, "PLATFORM", now);
        none("TeamRepository.isTaken", organization, team, "platform");
        run("TeamRepository.isTaken", organization, nobody, "platform");
        run("TeamRepository.rename", organization, team, "Support");
        UUID[] both = {ada, bob};
        UUID[] adaAlone = {ada};
        assertThat(run("ManagerRepository.eligible", organization, both)).isEqualTo(List.of(ada));
        run("ManagerRepository.add", organization, team, both);
        run("ManagerRepository.add", organization, team, both);
        run("ManagerRepository.removeEmployee", organization, ada);
        run("ManagerRepository.removeEmployee", organization, bob);
        assertThat(run("ManagerRepository.of", organization, team)).isEqualTo(List.of(ada));
        assertThat(run("TeamRepository.find", organization, team))
                .hasToString(
                        "Optional[Row[id=%s, name=Support, managerIds=[%s], memberCount=1,"
                                        .formatted(team, ada)
                                + " createdAt=%s]]".formatted(now));
        none("TeamRepository.find", organization, nobody);
        run("TeamRepository.page", organization, null, null, 10);
        run("TeamRepository.page", organization, ada, null, 10);
        none("TeamRepository.page", organization, bob, null, 10);
        none("TeamRepository.page", organization, null, team, 10);
        run("ManagerRepository.keep", organization, team, adaAlone);
        run("ManagerRepository.keep", organization, team, new UUID[0]);
        none("ManagerRepository.of", organization, team);
        assertThat(run("TeamRepository.members", organization, team)).isEqualTo(List.of(bob));
        run("TeamRepository.empty", organization, team, now);
        none("TeamRepository.members", organization, team);
        run("TeamRepository.delete", organization, team);
    }
}
