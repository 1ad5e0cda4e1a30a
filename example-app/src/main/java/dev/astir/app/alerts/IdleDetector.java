package dev.astir.app.alerts;

import static java.util.stream.Collectors.toMap;

import dev.astir.app.alerts.AlertBook.Finding;
import dev.astir.app.alerts.Stillness.Still;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opens an alert for each stretch of idle time at work that is as long as the limit, and closes it
 * when its person does something, pauses, or is not at work any more; a device that is connecting
 * again says nothing. Only where the organization, or the team, decided so. Thread-safe.
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
                        .collect(toMap(Presence::userId, each -> each));
        transactions.inOrganization(
                organizationId,
                () -> {
                    Map<UUID, AlertRow> open =
                            alerts.open(organizationId, AlertType.IDLE.json()).stream()
                                    .collect(toMap(IdleDetector::personOf, each -> each));
                    Map<UUID, PersonLimits> people =
                            limits.ofPeople(organizationId).stream()
                                    .filter(PersonLimits::idleAlerts)
                                    .collect(toMap(PersonLimits::userId, each -> each));
                    Map<UUID, Session> running = sessions.of(organizationId, people.keySet());
                    for (UUID id : inOrder(open.keySet(), people.keySet())) {
                        PersonLimits person = people.get(id);
                        Presence now = present.get(id);
                        if (person != null && now != null) {
                            look(
                                    organizationId,
                                    person,
                                    Stillness.of(now, running.get(id)),
                                    running.get(id),
                                    Optional.ofNullable(open.get(id)));
                        } else if (open.containsKey(id)) {
                            // Their idle time is looked at no more, or they are gone.
                            close(organizationId, id, book.now());
                        }
                    }
                });
    }

    private static UUID personOf(AlertRow alert) {
        return UUID.fromString(alert.subject());
    }

    /** In which all change several alerts: by the texts, which numbers of a UUID are not. */
    private static List<UUID> inOrder(Set<UUID> some, Set<UUID> others) {
        return Stream.concat(some.stream(), others.stream())
                .distinct()
                .sorted(Comparator.comparing(UUID::toString))
                .toList();
    }

    private void look(
            UUID organizationId,
            PersonLimits limit,
            Stillness stillness,
            @Nullable Session session,
            Optional<AlertRow> open) {
        Instant now = book.now();
        if (open.isPresent()) {
            Optional<Instant> end = IdleStretch.of(open.get()).end(stillness, session, now);
            if (end.isEmpty()) {
                return;
            }
            close(organizationId, limit.userId(), end.get());
        }
        Instant latest = now.minusSeconds(limit.idleAfterSeconds());
        if (stillness instanceof Still(Instant since) && !since.isAfter(latest)) {
            open(organizationId, limit, since, session);
        }
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
