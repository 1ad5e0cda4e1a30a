package dev.astir.app.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.RepositoryCalls;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Calls of the repositories of sessions. */
public final class SessionCalls extends RepositoryCalls {

    public SessionCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        UUID session = UUID.randomUUID();
        workedOn();
        run("SessionRepository.start", organization, ada, null, null, session, now);
        none("SessionRepository.start", organization, ada, null, null, UUID.randomUUID(), now);
        run("SessionRepository.holdBounds", ada);
        run("SessionRepository.takeBounds", ada);
        run("SessionRepository.find", organization, session);
        none("SessionRepository.find", organization, nobody);
        run("SessionRepository.hold", organization, session);
        run("SessionRepository.active", organization, ada);
        none("SessionRepository.active", organization, bob);
        UUID[] adas = {ada};
        UUID[] bobs = {bob};
        run("SessionRepository.running", organization, null);
        run("SessionRepository.running", organization, adas);
        none("SessionRepository.running", organization, bobs);
        UUID[] these = {session, nobody};
        run("SessionRepository.these", organization, these);
        none("SessionRepository.these", organization, new UUID[] {nobody});
        UUID last = new UUID(-1, -1);
        Instant before = now.minusSeconds(1);
        run("SessionRepository.page", organization, null, before, later, later, last, 10);
        run("SessionRepository.page", organization, adas, before, later, later, last, 10);
        none("SessionRepository.page", organization, bobs, before, later, later, last, 10);
        none("SessionRepository.page", organization, null, before, now, later, last, 10);
        run(
                "SessionRepository.pageOf",
                organization,
                ada,
                now.minusSeconds(1),
                later,
                later,
                last,
                10);
        none("SessionRepository.pageOf", organization, bob, now, later, later, last, 10);
        run("SessionRepository.holdOverlapping", organization, ada, now, later);
        none("SessionRepository.holdOverlapping", organization, bob, now, later);
        run("SessionRepository.post", organization, session, now, null, 5L, 7L, now);
        none("SessionRepository.post", organization, session, now, later, 5L, 7L, null);
        captured(session);
        run("SessionRepository.overlapping", organization, ada, null, before, null);
        none("SessionRepository.overlapping", organization, ada, session, before, null);
        none("SessionRepository.overlapping", organization, ada, null, before, now);
        run("SessionRepository.discard", organization, session, 2L);
        none("SessionRepository.discard", organization, session, 2L);
        run("SessionRepository.touch", organization, session);
        run("SessionRepository.stop", organization, session, later);
        run("SessionRepository.endingAfter", organization, ada, now);
        none("SessionRepository.endingAfter", organization, ada, later);
        run("SessionRepository.correct", organization, session, now, later, null, null);
        stated(session);
        run(
                "CorrectionRepository.add",
                organization,
                UUID.randomUUID(),
                ada,
                session,
                bob,
                now,
                "why",
                null,
                "{\"endTime\":null}");
        assertThat(one(run("CorrectionRepository.ofSession", organization, session)).toString())
                .contains("correctedBy=" + bob, "before=null", "after={endTime=null}");
        assertThat(run("SessionRepository.find", organization, session))
                .hasToString(
                        "Optional[Session[id=%s, source=API, userId=%s, organizationId=%s,"
                                        .formatted(session, ada, organization)
                                + " projectId=null, taskId=null, startTime=%s, endTime=%s,"
                                        .formatted(now, later)
                                + " status=STOPPED, totalActiveSeconds=8, totalIdleSeconds=9,"
                                + " lastActivityAt=%s, version=8]]".formatted(now));
        Object added =
                run(
                        "SessionRepository.add",
                        organization,
                        UUID.randomUUID(),
                        ada,
                        SessionSource.MANUAL,
                        null,
                        null,
                        before,
                        now);
        UUID manual = ((Session) added).id();
        run("SessionImportRepository.between", organization, ada, before, now);
        none("SessionImportRepository.between", organization, nobody, before, now);
        UUID imported = UUID.randomUUID();
        run(
                "SessionImportRepository.add",
                organization,
                ada,
                new UUID[] {imported},
                List.of(""),
                List.of(""),
                List.of(now.toString()),
                List.of(now.plusSeconds(60).toString()));
        run(
                "SessionImportRepository.tell",
                organization,
                ada,
                ada,
                now,
                new UUID[] {imported},
                List.of("History"),
                List.of("{}"));
        run("SessionRepository.delete", organization, manual);
        none("SessionRepository.delete", organization, manual);
        automatic();
    }

    private void captured(UUID session) {
        run("CapturedRepository.holdBoundsUnlessAutomatic", organization, ada);
        run(
                "CapturedRepository.capture",
                organization,
                session,
                1_000_000L,
                2_000_000L,
                now,
                null,
                null);
        none(
                "CapturedRepository.capture",
                organization,
                session,
                1_000_000L,
                2_000_000L,
                now,
                null,
                null);
        Instant end = now.plusSeconds(1);
        String more = "{[%s,%s)}".formatted(now, end);
        run("CapturedRepository.grow", organization, ada, now, end, more, "{}", now);
        none("CapturedRepository.grow", organization, ada, now, end, more, "{}", now);
        none("CapturedRepository.grow", organization, bob, now, end, more, "{}", now);
        run("CapturedRepository.forget", organization, ada, now, end);
        none("CapturedRepository.forget", organization, bob, now, end);
        run(
                "CapturedRepository.count",
                organization,
                session,
                3_000_000L,
                4_000_000L,
                null,
                null,
                now);
    }

    private void automatic() {
        UUID id = UUID.randomUUID();
        bean(JdbcOperations.class)
                .prepareStatement(
                        "UPDATE organizations SET automatic_sessions = true",
                        PreparedStatement::execute);
        run("AutomaticRepository.begin", organization, id, ada, later);
        none("AutomaticRepository.begin", organization, UUID.randomUUID(), ada, later);
        run("AutomaticRepository.untouched", organization, new UUID[] {id});
        none("AutomaticRepository.untouched", organization, new UUID[] {nobody});
        run("AutomaticRepository.idleSince", organization, later);
        none("AutomaticRepository.idleSince", organization, now);
        none("AutomaticRepository.adopt", organization, nobody, id);
        run(
                "StatedTimeRepository.add",
                organization,
                UUID.randomUUID(),
                ada,
                id,
                now,
                later,
                StatedTime.Decision.KEEP,
                null,
                ada,
                now);
        run("AutomaticRepository.adopt", organization, id, id);
        run("AutomaticRepository.bound", organization, id, later, later.plusSeconds(1));
        run("SessionRepository.addPosted", organization, id, 1L, 2L, null);
        none("SessionRepository.addPosted", organization, nobody, 1L, 2L, null);
        run("SessionRepository.delete", organization, id);
    }

    /** As the system. */
    public void makeAsSystem() {
        run("AutomaticRepository.rules");
    }

    /** Another's, which is gone again before the others are asked for. */
    private void workedOn() {
        none("WorkedOnRepository.since", organization, bob, now, 9);
        execute(
                "INSERT INTO work_sessions (organization_id, id, user_id, project_id, start_time,"
                        + " end_time, status) SELECT organization_id, '%s', '%s', id, '%s', '%s',"
                        + " 'stopped' FROM projects WHERE organization_id = '%s' LIMIT 1",
                nobody, bob, now, now, organization);
        run("WorkedOnRepository.since", organization, bob, now, 9);
        none("WorkedOnRepository.since", organization, bob, later, 9);
        execute("DELETE FROM work_sessions WHERE id = '%s'", nobody);
    }

    private void execute(String sql, Object... values) {
        bean(JdbcOperations.class)
                .prepareStatement(sql.formatted(values), PreparedStatement::execute);
    }

    private void stated(UUID session) {
        UUID id = UUID.randomUUID();
        run(
                "StatedTimeRepository.add",
                organization,
                id,
                ada,
                session,
                now,
                later,
                StatedTime.Decision.KEEP,
                null,
                ada,
                now);
        run("StatedTimeRepository.move", organization, id, now.minusSeconds(1), later);
        assertThat(one(run("StatedTimeRepository.ofSession", organization, session)).toString())
                .contains("from=" + now.minusSeconds(1), "decision=KEEP");
        run("StatedTimeRepository.delete", organization, id);
        none("StatedTimeRepository.delete", organization, id);
        none("StatedTimeRepository.ofSession", organization, session);
    }
}
