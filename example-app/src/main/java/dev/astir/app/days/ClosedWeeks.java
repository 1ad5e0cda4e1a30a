package dev.astir.app.days;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.astir.app.identity.Users;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Weeks that are approved: their times are not changed any more. In the caller's transaction of the
 * organization. Thread-safe.
 */
@Singleton
public class ClosedWeeks {

    /** A session that was made by hand lasts a week at most; others hardly more than a day. */
    private static final int AROUND = 14;

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
                    throw week.closed().refusal();
                });
    }

    /** The week that begins on this Monday, if it is closed. */
    public Optional<ClosedWeek> find(UUID organizationId, UUID personId, LocalDate week) {
        return weeks.find(organizationId, personId, week).map(ClosedWeekRepository.Week::closed);
    }

    /**
     * The closed weeks that a day of each of these people can depend on, in their order: its own,
     * and those around it.
     */
    public Map<UUID, List<ClosedWeek>> around(UUID organizationId, Map<UUID, LocalDate> days) {
        if (days.isEmpty()) {
            return Map.of();
        }
        LocalDate first = Collections.min(days.values());
        LocalDate last = Collections.max(days.values());
        return weeks
                .of(
                        organizationId,
                        days.keySet().toArray(UUID[]::new),
                        first.minusDays(AROUND),
                        last.plusDays(AROUND))
                .stream()
                .collect(
                        groupingBy(
                                ClosedWeekRepository.Week::personId,
                                mapping(ClosedWeekRepository.Week::closed, toList())));
    }

    /** The closed weeks of a person that have some of the time, in their order. */
    public List<ClosedWeek> within(UUID organizationId, UUID personId, Instant from, Instant to) {
        return weeks.within(organizationId, personId, from, to).stream()
                .map(ClosedWeekRepository.Week::closed)
                .toList();
    }

    /**
     * Has the weeks of a person stay as they are until the transaction ends: what is being stored
     * of them is stored first, and what comes next finds what became of them. Before {@link
     * Users#hold}, as uploads may hold the person later, too.
     */
    public void hold(UUID personId) {
        weeks.hold(personId);
    }

    /**
     * Has nobody close or open a week of a person until the transaction ends, as whoever stores
     * what was recorded does. Before {@link Users#hold}, or those who do both wait for each other.
     */
    public void share(UUID personId) {
        weeks.share(personId);
    }

    /** Closes a week of a person who is held, and whose weeks are. */
    public void close(UUID organizationId, UUID personId, ClosedWeek week) {
        weeks.close(
                organizationId,
                personId,
                week.week(),
                week.since(),
                week.until(),
                week.nightShifts(),
                Math.toIntExact(week.idleAfter().toSeconds()));
    }

    /** Opens a week of a person who is held, and whose weeks are. */
    public void open(UUID organizationId, UUID personId, LocalDate week) {
        weeks.open(organizationId, personId, week);
    }
}
