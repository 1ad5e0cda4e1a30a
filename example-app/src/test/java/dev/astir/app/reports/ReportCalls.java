package dev.astir.app.reports;

import dev.astir.app.RepositoryCalls;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/** Calls of the repositories of reports. */
public final class ReportCalls extends RepositoryCalls {

    public ReportCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Instant morning = now.plusSeconds(100_000);
        UUID[] people = {ada, bob};
        UUID session = UUID.randomUUID();
        execute(
                "INSERT INTO usage_daily (organization_id, person_id, day, kind, app, site, milliseconds)"
                        + " VALUES ('%s', '%s', '%s', 'active', 'vim', '', 5)",
                organization, bob, day);
        execute(
                "INSERT INTO work_sessions (organization_id, id, user_id, start_time, end_time, status,"
                        + " source) VALUES ('%s', '%s', '%s', '%s', '%s', 'stopped', 'manual')",
                organization, session, bob, morning, morning.plusSeconds(60));
        execute(
                "INSERT INTO session_corrections (organization_id, id, person_id, session_id,"
                        + " corrected_by, corrected_at, reason, after)"
                        + " VALUES ('%s', gen_random_uuid(), '%s', '%s', '%s', now(), 'r', '{\"a\":1}')",
                organization, bob, session, ada);
        LocalDate first = LocalDate.ofInstant(morning, ZoneOffset.UTC).minusDays(2);
        none("CorrectedRepository.ofDays", organization, people, first, first.plusDays(4));
        execute("UPDATE session_corrections SET before = '{}' WHERE session_id = '%s'", session);
        run("CorrectedRepository.ofDays", organization, people, first, first.plusDays(4));
        execute(
                "INSERT INTO intervals (organization_id, source_id, id, person_id, started_at, ended_at,"
                        + " device_started_at, source, kind, received_at, kept_aside)"
                        + " VALUES ('%s', '%s', gen_random_uuid(), '%s', '%s', '%s', now(), 'agent',"
                        + " 'active', now(), true)",
                organization, agent, bob, morning, morning.plusSeconds(1));
        run("ReportedPersonRepository.people", organization, null, null);
        none("ReportedPersonRepository.people", organization, new UUID[] {nobody}, null);
        usage(people, day);
        Instant later = morning.plusSeconds(60);
        run("TimelineRepository.sessions", organization, bob, morning, later, later);
        none("TimelineRepository.sessions", organization, bob, later, later.plusSeconds(1), later);
        run("TimelineRepository.corrections", organization, bob, morning, later, later);
        none("TimelineRepository.corrections", organization, ada, morning, later, later);
        run("TimelineRepository.late", organization, bob, morning, later);
        none("TimelineRepository.late", organization, ada, morning, later);
    }

    private void usage(UUID[] people, LocalDate day) {
        UUID project = UUID.randomUUID();
        execute(
                "INSERT INTO projects (organization_id, id, name, created_by, created_at)"
                        + " VALUES ('%s', '%s', 'Paper', '%s', now())",
                organization, project, ada);
        execute(
                "INSERT INTO usage_daily (organization_id, person_id, day, kind, app, site, project_id,"
                        + " milliseconds) VALUES ('%s', '%s', '%s', 'active', 'Firefox', 'a.example', '%s', 7)",
                organization, bob, day, project);
        LocalDate never = day.plusDays(9);
        run("UsageRepository.byApp", organization, people, null, day, day);
        none("UsageRepository.byApp", organization, people, null, never, never);
        run("UsageRepository.bySite", organization, people, project, "Firefox", day, day);
        run("UsageRepository.bySite", organization, people, null, null, day, day);
        none("UsageRepository.bySite", organization, people, null, "Opera", day, day);
        run("UsageRepository.byPerson", organization, people, null, day, day);
        none("UsageRepository.byPerson", organization, people, nobody, day, day);
        run("UsageRepository.byDay", organization, people, project, day, day);
        none("UsageRepository.byDay", organization, people, nobody, day, day);
        run("UsageRepository.byProject", organization, people, null, day, day);
        none("UsageRepository.byProject", organization, people, nobody, day, day);
        run("UsageRepository.planEach");
        run("RatedRepository.judged", organization, people);
        none("RatedRepository.judged", organization, new UUID[] {nobody});
        run(
                "RatedRepository.byCategory",
                organization,
                organization,
                null,
                people,
                project,
                day,
                day);
        none(
                "RatedRepository.byCategory",
                organization,
                organization,
                null,
                people,
                nobody,
                day,
                day);
        run("RatedRepository.byRating", organization, organization, null, people, day, day);
        none("RatedRepository.byRating", organization, organization, nobody, people, never, never);
        run("UsageRepository.project", organization, project);
        none("UsageRepository.project", organization, nobody);
    }

    private void execute(String sql, Object... values) {
        bean(JdbcOperations.class)
                .prepareStatement(sql.formatted(values), PreparedStatement::execute);
    }
}
