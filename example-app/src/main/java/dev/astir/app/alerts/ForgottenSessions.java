package dev.astir.app.alerts;

import dev.astir.app.alerts.AlertBook.Finding;
import dev.astir.app.alerts.AlertedWorkRepository.Still;
import dev.astir.app.days.Days;
import dev.astir.app.days.PersonCalendar;
import dev.astir.app.platform.Job;
import dev.astir.app.platform.JobSchedule;
import dev.astir.app.sessions.Session;
import dev.astir.app.sessions.SessionChanged;
import dev.astir.app.sessions.SessionStatus;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens an alert for a session that runs over a midnight of its person, and in which nothing was
 * done for long; closes it when the session is stopped. Thread-safe.
 */
@Singleton
class ForgottenSessions implements Job {

    private final EachOrganization each;
    private final AlertLimitRepository limits;
    private final AlertedWorkRepository work;
    private final AlertBook book;
    private final Days days;
    private final Transactions transactions;

    ForgottenSessions(
            EachOrganization each,
            AlertLimitRepository limits,
            AlertedWorkRepository work,
            AlertBook book,
            Days days,
            Transactions transactions) {
        this.each = each;
        this.limits = limits;
        this.work = work;
        this.book = book;
        this.days = days;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "forgotten-sessions";
    }

    @Override
    public JobSchedule schedule() {
        return JobSchedule.every(Duration.ofMinutes(15));
    }

    @Override
    public void run(BooleanSupplier stopping) {
        each.run(limits::all, stopping, this::look);
    }

    private void look(UUID organizationId) {
        // Those that ended while their alerts were being opened. In a transaction of its own: each
        // changes alerts in one order.
        transactions.inOrganization(
                organizationId,
                () -> work.ended(organizationId).forEach(over -> close(organizationId, over.id())));
        transactions.inOrganization(
                organizationId,
                () -> {
                    Instant now = book.now();
                    List<Still> still = work.still(organizationId, now);
                    Map<UUID, PersonCalendar> calendars =
                            days.of(organizationId, still.stream().map(Still::userId).toList());
                    for (Still session : still) {
                        PersonCalendar calendar = calendars.get(session.userId());
                        if (calendar != null
                                && calendar.dateOf(session.startTime())
                                        .isBefore(calendar.dateOf(now))) {
                            open(organizationId, session);
                        }
                    }
                });
    }

    private void open(UUID organizationId, Still session) {
        @Nullable Instant last = session.lastActivityAt();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("startTime", session.startTime().toString());
        details.put("idleSince", (last == null ? session.startTime() : last).toString());
        details.put("limitSeconds", session.limitSeconds());
        book.open(
                organizationId,
                new Finding(
                        AlertType.SESSION_FORGOTTEN,
                        session.id().toString(),
                        session.userId(),
                        Instant.EPOCH,
                        session.id(),
                        null,
                        null,
                        details));
    }

    /** In the transaction that stops it or takes it away. */
    @EventListener
    void changed(SessionChanged changed) {
        Session session = changed.session();
        if (session.status() == SessionStatus.STOPPED
                || changed.change() == SessionChanged.Change.REMOVED) {
            close(session.organizationId(), session.id());
        }
    }

    private void close(UUID organizationId, UUID sessionId) {
        book.close(organizationId, AlertType.SESSION_FORGOTTEN, sessionId.toString(), book.now());
    }
}
