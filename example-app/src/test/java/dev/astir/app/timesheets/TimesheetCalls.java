package dev.astir.app.timesheets;

import dev.astir.app.RepositoryCalls;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/** Calls of the repositories of timesheets. */
public final class TimesheetCalls extends RepositoryCalls {

    private static final UUID FIRST = new UUID(0, 0);

    public TimesheetCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        LocalDate week = Weeks.of(LocalDate.ofInstant(now, ZoneOffset.UTC).plusWeeks(3));
        run("TimesheetRepository.find", organization, ada, week);
        none("TimesheetRepository.find", organization, nobody, week);
        run("TimesheetRepository.begin", organization, bob, week);
        none("TimesheetRepository.begin", organization, bob, week);
        run("TimesheetRepository.hold", organization, bob, week);
        none("TimesheetRepository.hold", organization, bob, week.plusDays(7));
        run(
                "TimesheetRepository.change",
                organization,
                bob,
                week,
                TimesheetState.REJECTED,
                now,
                now,
                ada,
                "Because");
        run("TimesheetRepository.add", organization, bob, week, Step.REJECTED, now, ada, "Because");
        run("TimesheetRepository.history", organization, bob, week);
        none("TimesheetRepository.history", organization, ada, week);
        UUID[] bobs = {bob};
        LocalDate next = week.plusDays(7);
        run(
                "TimesheetRepository.page",
                organization,
                bobs,
                bob,
                "rejected",
                week,
                week,
                next,
                FIRST,
                9);
        run("TimesheetRepository.page", organization, null, null, null, week, week, next, FIRST, 9);
        none("TimesheetRepository.page", organization, null, ada, null, week, week, next, FIRST, 9);
        none(
                "TimesheetRepository.page",
                organization,
                null,
                bob,
                "draft",
                week,
                week,
                next,
                FIRST,
                9);
        run("TimesheetRepository.deciders", organization, bob, 9);
        recorded(week);
    }

    private void recorded(LocalDate week) {
        LocalDate sunday = week.plusDays(6);
        Instant monday = week.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant noon = monday.plusSeconds(43_200);
        UUID session = UUID.randomUUID();
        execute(
                "INSERT INTO usage_daily (organization_id, person_id, day, kind, app, site, milliseconds)"
                        + " VALUES ('%s', '%s', '%s', 'active', 'vim', '', 5)",
                organization, bob, week);
        execute(
                "INSERT INTO work_sessions (organization_id, id, user_id, start_time, end_time, status,"
                        + " source) VALUES ('%s', '%s', '%s', '%s', '%s', 'stopped', 'manual')",
                organization, session, bob, noon, noon.plusSeconds(60));
        execute(
                "INSERT INTO session_corrections (organization_id, id, person_id, session_id,"
                        + " corrected_by, corrected_at, reason, before, after)"
                        + " VALUES ('%s', gen_random_uuid(), '%s', '%s', '%s', now(), 'r', '{}',"
                        + " '{\"a\":1}')",
                organization, bob, session, ada);
        execute(
                "INSERT INTO intervals (organization_id, source_id, id, person_id, started_at, ended_at,"
                        + " device_started_at, source, kind, received_at, kept_aside)"
                        + " VALUES ('%s', '%s', gen_random_uuid(), '%s', '%s', '%s', now(), 'agent',"
                        + " 'active', now(), true)",
                organization, agent, bob, noon, noon.plusSeconds(1));
        run("WeekRepository.worked", organization, bob, week, sunday);
        none("WeekRepository.worked", organization, ada, week, sunday);
        run("WeekRepository.workedByWeek", organization, new UUID[] {bob}, week, sunday);
        none("WeekRepository.workedByWeek", organization, new UUID[] {nobody}, week, sunday);
        Instant end = monday.plusSeconds(604_800);
        run("WeekRepository.corrections", organization, bob, monday, end);
        none("WeekRepository.corrections", organization, ada, monday, end);
        run("WeekRepository.keptAside", organization, bob, monday, end);
        run("WeekRepository.lastReceived", organization, bob, monday, end);
    }

    private void execute(String sql, Object... values) {
        bean(JdbcOperations.class)
                .prepareStatement(sql.formatted(values), PreparedStatement::execute);
    }
}
