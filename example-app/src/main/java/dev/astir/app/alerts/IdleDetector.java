package dev.astir.app.alerts;

import dev.astir.app.alerts.AlertBook.Finding;
import dev.astir.app.alerts.Stillness.Active;
import dev.astir.app.alerts.Stillness.Still;
import dev.astir.app.alerts.Stillness.Unknown;
import dev.astir.app.platform.Job;
import dev.astir.app.platform.JobSchedule;
import dev.astir.app.policies.Policies;
import dev.astir.app.presence.Presence;
import dev.astir.app.presence.PresentPeople;
import dev.astir.app.sessions.RunningSessions;
import dev.astir.app.sessions.Session;
import dev.astir.app.tenancy.Transactions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Opens an alert for each stretch of idle time at work that is as long as the limit, and closes it
 * when its person does something, pauses, or is not at work any more. Only where the organization,
 * or the team, decided so. Thread-safe.
 */
@Singleton
class IdleDetector implements Job {

    private final EachOrganization each;
    private final AlertLimitRepository limits;
    private final AlertRepository alerts;
    private final AlertBook book;
    private final PresentPeople presence;
    private final RunningSessions sessions;
    private final Policies policies;
    private final Transactions transactions;

    IdleDetector(
            EachOrganization each,
            AlertLimitRepository limits,
            AlertRepository alerts,
            AlertBook book,
            PresentPeople presence,
            RunningSessions sessions,
            Policies policies,
            Transactions transactions) {
        this.each = each;
        this.limits = limits;
        this.alerts = alerts;
        this.book = book;
        this.presence = presence;
        this.sessions = sessions;
        this.policies = policies;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "idle-detector";
    }

    @Override
    public JobSchedule schedule() {
        return JobSchedule.every(Duration.ofMinutes(1));
    }

    @Override
    public void run(BooleanSupplier stopping) {
        each.run(limits::withIdleAlerts, stopping, this::look);
    }

    private void look(UUID organizationId) {
        policies.tellOfAlerts(organizationId);
        // Before a connection to the database is held, because another server may be asked.
        Map<UUID, Presence> present =
                presence.everybody(organizationId).stream()
                        .collect(Collectors.toMap(Presence::userId, each -> each));
        transactions.inOrganization(
                organizationId,
                () -> {
                    Map<UUID, AlertRow> open = new HashMap<>();
                    alerts.open(organizationId, AlertType.IDLE.json())
                            .forEach(row -> open.put(row.userId(), row));
                    List<PersonLimits> people =
                            limits.ofPeople(organizationId).stream()
                                    .filter(PersonLimits::idleAlerts)
                                    .toList();
                    Map<UUID, Session> running =
                            sessions.of(
                                    organizationId,
                                    people.stream().map(PersonLimits::userId).toList());
                    for (PersonLimits person : people) {
                        UUID id = person.userId();
                        Presence now = present.get(id);
                        if (now != null) {
                            look(
                                    organizationId,
                                    person,
                                    Stillness.of(now, running.get(id)),
                                    running.get(id),
                                    Optional.ofNullable(open.remove(id)));
                        }
                    }
                    // Nobody's idle time is looked at here any more, or they are gone.
                    open.keySet().forEach(id -> close(organizationId, id, book.now()));
                });
    }

    private void look(
            UUID organizationId,
            PersonLimits limit,
            Stillness stillness,
            @Nullable Session session,
            Optional<AlertRow> open) {
        UUID userId = limit.userId();
        Instant now = book.now();
        Instant latest = now.minusSeconds(limit.idleAfterSeconds());
        boolean isLong = stillness instanceof Still still && !still.since().isAfter(latest);
        boolean isSame =
                isLong
                        && stillness instanceof Still still
                        && open.filter(row -> !still.since().isAfter(row.openedAt())).isPresent();
        if (open.isPresent() && !isSame) {
            close(organizationId, userId, end(stillness, open.get(), now));
        }
        if (isLong && !isSame && stillness instanceof Still still) {
            open(organizationId, limit, still.since(), session);
        }
    }

    /** When the stretch was over, as far as it is known. */
    private static Instant end(Stillness stillness, AlertRow open, Instant now) {
        Instant idleSince = open.time("idleSince");
        return switch (stillness) {
            case Active(Instant since) -> since.isAfter(idleSince) ? since : now;
            // Something was done until this stretch began.
            case Still(Instant since) -> since.isAfter(idleSince) ? since : now;
            case Unknown() -> now;
        };
    }

    private void open(
            UUID organizationId, PersonLimits limit, Instant since, @Nullable Session session) {
        book.open(
                organizationId,
                new Finding(
                        AlertType.IDLE,
                        limit.userId().toString(),
                        limit.userId(),
                        since,
                        session == null ? null : session.id(),
                        null,
                        null,
                        Map.of(
                                "idleSince",
                                since.toString(),
                                "limitSeconds",
                                limit.idleAfterSeconds())));
    }

    private void close(UUID organizationId, UUID userId, Instant at) {
        book.close(organizationId, AlertType.IDLE, userId.toString(), at);
    }
}
