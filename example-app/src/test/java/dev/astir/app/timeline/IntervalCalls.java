package dev.astir.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.RepositoryCalls;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.UUID;

/** Calls of the repositories of intervals. */
public final class IntervalCalls extends RepositoryCalls {

    public IntervalCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        UUID id = UUID.randomUUID();
        run("IntervalRepository.captured", organization, bob, now, later); // of nothing
        bean(JdbcOperations.class)
                .prepareStatement(
                        """
                        INSERT INTO intervals (organization_id, source_id, id, person_id, started_at,
                            ended_at, device_started_at, source, kind, received_at)
                        VALUES ('%s', '%s', '%s', '%s', '%s', '%s', now(), 'agent', 'active', now())
                        """
                                .formatted(organization, agent, id, bob, now, now.plusSeconds(60)),
                        PreparedStatement::execute);
        run("IntervalRepository.find", organization, agent, id);
        none("IntervalRepository.find", organization, id, id);
        assertThat(run("IntervalRepository.known", organization, agent, new UUID[] {nobody, id}))
                .isEqualTo(List.of(id));
        none("IntervalRepository.known", organization, agent, new UUID[] {nobody});
        assertThat(run("IntervalRepository.captured", organization, bob, now, later))
                .hasToString(
                        "Union[activeMillis=60000, idleMillis=0, lastActiveEnd=%s]"
                                .formatted(now.plusSeconds(60)));
    }
}
