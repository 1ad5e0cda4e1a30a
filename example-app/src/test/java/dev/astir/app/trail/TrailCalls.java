package dev.astir.app.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.RepositoryCalls;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;

/** Calls of the repositories of the trail. */
public final class TrailCalls extends RepositoryCalls {

    public TrailCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        UUID id = UUID.randomUUID();
        run(
                "TrailRepository.addAll",
                organization,
                now,
                "session.added",
                ada,
                null,
                bob,
                List.of("{}"));
        run("TrailRepository.add", id, organization, now, "team.created", ada, null, bob, "{}");
        UUID[] people = {bob, nobody};
        Instant since = now.minusSeconds(1);
        run("TrailRepository.addViews", organization, now, since, "day", ada, null, people, "{}");
        none("TrailRepository.addViews", organization, now, since, "day", ada, null, people, "{}");
        assertThat(run("TrailRepository.viewedSince", organization, since, "day", ada, null))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactlyInAnyOrder(bob, nobody);
        none("TrailRepository.viewedSince", organization, later, "day", ada, null);
    }
}
