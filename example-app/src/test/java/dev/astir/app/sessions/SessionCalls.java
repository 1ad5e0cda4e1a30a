package dev.astir.app.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.RepositoryCalls;
import java.time.Instant;
import java.util.UUID;

/** Calls of the repositories of sessions. */
public final class SessionCalls extends RepositoryCalls {

    public SessionCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        UUID session = UUID.randomUUID();
        run("SessionRepository.start", organization, ada, null, session, now);
        none("SessionRepository.start", organization, ada, null, UUID.randomUUID(), now);
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
        run("SessionRepository.post", organization, session, SessionStatus.ACTIVE, 5L, 7L, now);
        none("SessionRepository.post", organization, session, SessionStatus.STOPPED, 5L, 7L, null);
        run("SessionRepository.capture", organization, session, 1L, 2L, null);
        none("SessionRepository.capture", organization, session, 1L, 2L, null);
        assertThat(run("SessionRepository.stop", organization, session, later, 3L, 4L))
                .hasToString(
                        "Session[id=%s, source=API, userId=%s, organizationId=%s, projectId=null,"
                                        .formatted(session, ada, organization)
                                + " taskId=null, startTime=%s, endTime=%s, status=STOPPED,"
                                        .formatted(now, later)
                                + " totalActiveSeconds=8,"
                                + " totalIdleSeconds=11, lastActivityAt=%s, version=4]"
                                        .formatted(now));
    }
}
