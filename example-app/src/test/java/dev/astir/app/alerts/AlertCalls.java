package dev.astir.app.alerts;

import dev.astir.app.RepositoryCalls;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Calls of the repositories of alerts. */
public final class AlertCalls extends RepositoryCalls {

    private static final UUID LAST = new UUID(-1, -1);

    public AlertCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        UUID id = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        Instant before = now.minusSeconds(1);
        open(id, ada, "idle", "s");
        run("AlertRepository.countOpen");
        none(
                "AlertRepository.open",
                organization,
                other,
                ada,
                "idle",
                "s",
                now,
                before,
                null,
                null,
                null,
                "{}");
        run("AlertRepository.open", organization, "idle");
        none("AlertRepository.open", organization, "overtime");
        run("AlertRepository.recent", organization, "idle", later);
        none("AlertRepository.recent", organization, "overtime", before);
        run("AlertRepository.find", organization, id);
        none("AlertRepository.find", organization, other);
        run("AlertRepository.hold", organization, id);
        run("AlertRepository.update", organization, id, "{\"a\":2}");
        run("AlertRepository.explain", organization, id, "Why", now);
        pages();
        run("AlertRepository.live", organization, before, 9);
        run("AlertRepository.liveOf", organization, before, new UUID[] {id});
        none("AlertRepository.liveOf", organization, before, new UUID[] {other});
        run("AlertRepository.close", organization, "idle", "s", later, now);
        none("AlertRepository.close", organization, "idle", "s", later, now);
        run("AlertRepository.recent", organization, "idle", before);
        none("AlertRepository.recent", organization, "idle", later);
        run("AlertRepository.reopen", organization, id);
        none("AlertRepository.reopen", organization, id);
        run("AlertRepository.close", organization, "idle", "s", later, now);
        run("AlertRepository.live", organization, before, 9);
        run("AlertRepository.resolve", organization, id, now, bob, "Fine");
        none("AlertRepository.update", organization, id, "{}");
        none("AlertRepository.live", organization, before, 9);
        none("AlertedWorkRepository.ended", organization);
        open(other, bob, "session-forgotten", "t");
        run("AlertedWorkRepository.ended", organization);
        run("AlertRepository.closeAllOf", organization, bob, before);
        none("AlertRepository.closeAllOf", organization, bob, before);
        limits();
        work();
    }

    private void open(UUID id, UUID person, String type, String subject) {
        run(
                "AlertRepository.open",
                organization,
                id,
                person,
                type,
                subject,
                now,
                now.minusSeconds(9),
                nobody,
                agent,
                null,
                "{\"idleSince\":\"2026-11-29T08:00:00Z\",\"limitSeconds\":300}");
    }

    private void pages() {
        Instant from = now.minusSeconds(1);
        UUID[] seen = {ada};
        run(
                "AlertRepository.page",
                organization,
                seen,
                List.of("idle"),
                false,
                true,
                true,
                from,
                later,
                later,
                LAST,
                9);
        run(
                "AlertRepository.page",
                organization,
                null,
                null,
                null,
                null,
                null,
                from,
                later,
                later,
                LAST,
                9);
        none(
                "AlertRepository.page",
                organization,
                seen,
                List.of("overtime"),
                null,
                null,
                null,
                from,
                later,
                later,
                LAST,
                9);
        none(
                "AlertRepository.page",
                organization,
                new UUID[] {bob},
                null,
                null,
                null,
                null,
                from,
                later,
                later,
                LAST,
                9);
    }

    private void limits() {
        UUID own = UUID.randomUUID();
        execute(
                "INSERT INTO teams (organization_id, id, name, created_at)"
                        + " VALUES ('%s', '%s', 'Alerted', now())",
                organization, own);
        none("AlertLimitRepository.find", organization, own);
        run(
                "AlertLimitRepository.add",
                organization,
                own,
                true,
                null,
                true,
                null,
                null,
                7_200,
                null);
        run("AlertLimitRepository.find", organization, own);
        run("AlertLimitRepository.ofPeople", organization);
        run("PolicyRepository.teamsWithIdleAlerts", organization);
        run("PolicyRepository.teamsWithOvertimeAlerts", organization);
        run("AlertLimitRepository.clear", organization, own);
        none("AlertLimitRepository.clear", organization, own);
        // For what is asked as the system.
        execute(
                "INSERT INTO alert_limits (organization_id, team_id, idle_alerts, overtime_alerts)"
                        + " VALUES ('%s', '%s', true, true)",
                organization, own);
    }

    private void work() {
        UUID session = UUID.randomUUID();
        Instant start = now.minusSeconds(604_800 * 2);
        execute(
                "UPDATE work_sessions SET status = 'stopped', end_time = start_time"
                        + " WHERE user_id = '%s' AND status = 'active'",
                bob);
        execute(
                "INSERT INTO work_sessions (organization_id, id, user_id, start_time, status)"
                        + " VALUES ('%s', '%s', '%s', '%s', 'active')",
                organization, session, bob, start);
        execute(
                "INSERT INTO session_corrections (organization_id, id, person_id, session_id,"
                        + " corrected_by, corrected_at, reason, before, after)"
                        + " VALUES ('%s', gen_random_uuid(), '%s', '%s', '%s', now(), 'r', '{}',"
                        + " '{\"a\":1}')",
                organization, bob, session, ada);
        run("AlertedWorkRepository.corrected", organization, bob, start, now);
        none("AlertedWorkRepository.corrected", organization, nobody, start, now);
        run("AlertedWorkRepository.ofSession", organization, session);
        none("AlertedWorkRepository.ofSession", organization, null);
        run("AlertedWorkRepository.still", organization, now);
        none("AlertedWorkRepository.still", organization, start);
        UUID device = UUID.randomUUID();
        execute(
                "INSERT INTO agents (organization_id, id, user_id, hostname, os, key_hash, status,"
                        + " acknowledged_policy, enrolled_at, last_seen_at)"
                        + " VALUES ('%s', '%s', '%s', 'atlas', 'linux', '\\x01', 'active', 1, now(),"
                        + " '%s')",
                organization, device, bob, start);
        run("AlertedWorkRepository.silent", organization, now);
        none("AlertedWorkRepository.silent", organization, start);
        run("AlertedWorkRepository.signs", organization, new UUID[] {device});
        none("AlertedWorkRepository.signs", organization, new UUID[] {nobody});
        execute("DELETE FROM agents WHERE id = '%s'", device);
        execute("SELECT set_config('astir.unmarked', 'on', true)");
        execute("DELETE FROM work_sessions WHERE id = '%s'", session);
        execute("SELECT set_config('astir.unmarked', '', true)");
        execute(
                "DELETE FROM day_marks WHERE person_id = '%s' AND day < '%s'",
                bob, start.plusSeconds(99_999));
    }

    /** As the system's role. */
    public void makeAsSystem() {
        run("AlertLimitRepository.withIdleAlerts");
        run("AlertLimitRepository.withOvertimeAlerts");
        run("AlertLimitRepository.all");
    }

    private void execute(String sql, Object... values) {
        bean(JdbcOperations.class)
                .prepareStatement(sql.formatted(values), PreparedStatement::execute);
    }
}
