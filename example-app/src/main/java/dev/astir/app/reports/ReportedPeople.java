package dev.astir.app.reports;

import dev.astir.app.days.Days;
import dev.astir.app.days.PersonCalendar;
import dev.astir.app.identity.Caller;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whom a report is about, and that somebody looked. Methods block. Thread-safe. */
@Singleton
class ReportedPeople {

    private final Transactions transactions;
    private final ReportedPersonRepository rows;
    private final Days days;
    private final Trail trail;
    private final Clock clock;

    ReportedPeople(
            Transactions transactions,
            ReportedPersonRepository rows,
            Days days,
            Trail trail,
            Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.days = days;
        this.trail = trail;
        this.clock = clock;
    }

    /** The day that it is where the caller is. */
    LocalDate today(Caller caller) {
        return calendar(caller, caller.userId()).dateOf(clock.instant());
    }

    /** The people whom the caller sees, by name. */
    List<ReportedPerson> seen(Caller caller, @Nullable UUID teamId) {
        return transactions.inOrganization(
                caller.organizationId(),
                () -> rows.people(caller.organizationId(), caller.sight().seen(), teamId));
    }

    /**
     * One person, or all whom the caller sees.
     *
     * @param userId null for all
     * @param teamId of all, only those of this team; null for all teams
     * @throws ProblemException 404 when the caller sees no such person
     */
    List<ReportedPerson> of(Caller caller, @Nullable UUID userId, @Nullable UUID teamId) {
        return userId == null ? seen(caller, teamId) : List.of(one(caller, userId));
    }

    /** Remembers a look at people's time. */
    void viewed(Caller caller, List<ReportedPerson> people, String what, Period period) {
        trail.viewed(
                caller.actor(),
                people.stream().map(ReportedPerson::id).toList(),
                what,
                Map.of("from", period.from().toString(), "to", period.to().toString()));
    }

    /**
     * Somebody whom the caller sees.
     *
     * @throws ProblemException 404 when the caller sees no such person
     */
    ReportedPerson one(Caller caller, UUID userId) {
        caller.sight().require(userId);
        return transactions
                .inOrganization(
                        caller.organizationId(),
                        () -> rows.people(caller.organizationId(), new UUID[] {userId}, null))
                .stream()
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }

    /**
     * The days of somebody whom the caller sees.
     *
     * @throws ProblemException 404 when the caller sees no such person
     */
    PersonCalendar calendar(Caller caller, UUID userId) {
        caller.sight().require(userId);
        return transactions.inOrganization(
                caller.organizationId(), () -> days.of(caller.organizationId(), userId));
    }
}
