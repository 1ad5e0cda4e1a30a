package dev.astir.app.days;

import dev.astir.app.identity.Users;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Weeks that are approved: their times are not changed any more. In the caller's transaction of the
 * organization. Thread-safe.
 */
@Singleton
public class ClosedWeeks {

    private final ClosedWeekRepository weeks;
    private final Users users;

    ClosedWeeks(ClosedWeekRepository weeks, Users users) {
        this.weeks = weeks;
        this.users = users;
    }

    /**
     * Refuses to change time of a closed week. Whoever closes one waits for those who have asked
     * here, and those who ask later see it closed: both hold the person.
     *
     * @param from the first instant that would change
     * @param to the first instant after it
     * @throws ProblemException 409 {@code week-closed} with the week's Monday
     */
    public void requireOpen(UUID organizationId, UUID personId, Instant from, Instant to) {
        users.hold(personId);
        weeks.closedIn(organizationId, personId, from, to)
                .ifPresent(week -> {
                    throw ProblemException.conflict(
                            "week-closed",
                            "The week from %s on is approved; it must be reopened first."
                                    .formatted(week.week()),
                            Map.of("week", week.week().toString()));
                });
    }

    /**
     * When a closed week begins and ends. Immutable.
     *
     * @param until the first instant after it
     */
    public record Bounds(Instant since, Instant until) {}

    /** The bounds of a week that is closed. */
    public Optional<Bounds> find(UUID organizationId, UUID personId, LocalDate week) {
        return weeks.find(organizationId, personId, week)
                .map(closed -> new Bounds(closed.since(), closed.until()));
    }

    /**
     * Has the weeks of a person stay as they are until the transaction ends: what is being stored
     * of them is stored first, and what comes next finds what became of them. Before {@link
     * Users#hold}, as uploads may hold the person later, too.
     */
    public void hold(UUID personId) {
        weeks.hold(personId);
    }

    /** Closes a week of a person who is held, and whose weeks are. */
    public void close(UUID organizationId, UUID personId, LocalDate week, Bounds bounds) {
        weeks.close(organizationId, personId, week, bounds.since(), bounds.until());
    }

    /** Opens a week of a person who is held, and whose weeks are. */
    public void open(UUID organizationId, UUID personId, LocalDate week) {
        weeks.open(organizationId, personId, week);
    }
}
