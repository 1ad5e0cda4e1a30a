package dev.astir.app.days;

import dev.astir.app.RepositoryCalls;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Calls of the repositories of days. */
public final class DayCalls extends RepositoryCalls {

    public DayCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        run("ZoneRepository.of", organization, new UUID[] {ada, bob});
        none("ZoneRepository.of", organization, new UUID[] {nobody});
        run("KeptDaysRepository.days", organization, bob, 5);
        none("KeptDaysRepository.days", organization, nobody, 5);
        bean(JdbcOperations.class)
                .prepareStatement(
                        """
                        INSERT INTO closed_weeks (organization_id, person_id, week, since, until,
                                                  night_shifts, idle_after_seconds)
                        VALUES ('%s', '%s', '2026-06-01', '2026-06-01Z', '2026-06-08Z', false, 300)
                        """
                                .formatted(organization, bob),
                        PreparedStatement::execute);
        Instant monday = Instant.parse("2026-06-01T00:00:00Z");
        run("ClosedWeekRepository.closedIn", organization, bob, monday, monday.plusSeconds(1));
        none(
                "ClosedWeekRepository.closedIn",
                organization,
                bob,
                monday.minus(Duration.ofDays(1)),
                monday);
        LocalDate week = LocalDate.of(2026, 6, 1);
        UUID[] bobs = {bob};
        run("ClosedWeekRepository.of", organization, bobs, week, week);
        none("ClosedWeekRepository.of", organization, bobs, week.plusDays(1), week.plusDays(8));
        run("ClosedWeekRepository.within", organization, bob, monday, monday.plusSeconds(1));
        none("ClosedWeekRepository.within", organization, ada, monday, monday.plusSeconds(1));
        run("ClosedWeekRepository.share", bob);
        run("ClosedWeekRepository.hold", bob);
        run("ClosedWeekRepository.find", organization, bob, week);
        none("ClosedWeekRepository.find", organization, bob, week.plusDays(7));
        run("ClosedWeekRepository.open", organization, bob, week);
        none("ClosedWeekRepository.open", organization, bob, week);
        // They are old, and others' calls ask for old ones.
        bean(JdbcOperations.class)
                .prepareStatement(
                        "DELETE FROM day_marks WHERE day < '%s'".formatted(week.plusDays(10)),
                        PreparedStatement::execute);
        run(
                "ClosedWeekRepository.close",
                organization,
                bob,
                week,
                monday,
                monday.plus(Duration.ofDays(7)),
                false,
                300);
    }
}
