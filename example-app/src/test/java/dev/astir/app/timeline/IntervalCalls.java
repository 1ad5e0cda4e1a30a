package dev.astir.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.RepositoryCalls;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.time.Instant;
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
                        "Union[activeMicros=60000000, idleMicros=0, lastActiveEnd=%1$s, lastEnd=%1$s]"
                                .formatted(now.plusSeconds(60)));
        none("IntervalRepository.count", organization, bob, now, later);
        bean(JdbcOperations.class)
                .prepareStatement(
                        "UPDATE intervals SET kept_aside = true WHERE id = '%s'".formatted(id),
                        PreparedStatement::execute);
        assertThat(one(run("IntervalRepository.count", organization, bob, now, later)))
                .hasToString(
                        "Counted[sessionId=null, count=1, activeSeconds=0, idleSeconds=0,"
                                + " firstActiveStart=%s, lastActiveEnd=%s]"
                                        .formatted(now, now.plusSeconds(60)));
        Instant end = now.plusSeconds(60);
        run("SessionTimeRepository.worked", organization, bob, now, later);
        none("SessionTimeRepository.worked", organization, bob, end, later);
        run(
                "SessionTimeRepository.page",
                organization,
                bob,
                nobody,
                now,
                later,
                null,
                null,
                null,
                9);
        none(
                "SessionTimeRepository.page",
                organization,
                bob,
                nobody,
                now,
                later,
                now,
                id,
                agent,
                9);
        assertThat(run("SessionTimeRepository.lastStart", organization, bob, nobody, now, later))
                .hasToString("At[at=%s]".formatted(now));
        assertThat(run("SessionTimeRepository.lastPostedEnd", organization, nobody))
                .hasToString("At[at=null]");
        assertThat(run("SessionTimeRepository.outside", organization, nobody, now, end, end, end))
                .hasToString("Posted[count=0, seconds=0]");
        assertThat(run("SessionTimeRepository.remove", organization, nobody))
                .hasToString("Posted[count=0, seconds=0]");
        kind(id, "idle");
        String within = "{[%s,%s)}".formatted(now.plusSeconds(50), later);
        assertThat(
                        run(
                                "SessionTimeRepository.idleSeconds",
                                organization,
                                bob,
                                nobody,
                                now,
                                later,
                                within))
                .isEqualTo(10L);
        kind(id, "active"); // as others find it
    }

    private void kind(UUID id, String kind) {
        bean(JdbcOperations.class)
                .prepareStatement(
                        "UPDATE intervals SET kind = '%s' WHERE id = '%s'".formatted(kind, id),
                        PreparedStatement::execute);
    }
}
