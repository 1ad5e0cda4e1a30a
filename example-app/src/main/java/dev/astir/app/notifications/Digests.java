package dev.astir.app.notifications;

import dev.astir.app.days.Days;
import dev.astir.app.days.PersonCalendar;
import dev.astir.app.identity.Callers;
import dev.astir.app.identity.Callers.Standing;
import dev.astir.app.mail.Mail;
import dev.astir.app.mail.Mailer;
import dev.astir.app.savedreports.ErasureGuard;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.PublicAddress;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Mails single digests: what became news since the last one and is in sight of its reader now. One
 * that was missed is in the next. Methods block. Thread-safe.
 */
@Singleton
class Digests {

    /** Alerts of open transactions are older than what is there already; the next has them. */
    static final Duration SETTLING = Duration.ofMinutes(1);

    /** After this they are no news. */
    private static final Duration GOOD_FOR = Duration.ofDays(2);

    private final DigestRepository rows;
    private final NewsRepository news;
    private final Callers callers;
    private final Days days;
    private final ErasureGuard guard;
    private final Mailer mailer;
    private final PublicAddress address;
    private final Trail trail;
    private final Transactions transactions;

    Digests(
            DigestRepository rows,
            NewsRepository news,
            Callers callers,
            Days days,
            ErasureGuard guard,
            Mailer mailer,
            PublicAddress address,
            Trail trail,
            Transactions transactions) {
        this.rows = rows;
        this.news = news;
        this.callers = callers;
        this.days = days;
        this.guard = guard;
        this.mailer = mailer;
        this.address = address;
        this.trail = trail;
        this.transactions = transactions;
    }

    /**
     * Mails it, unless there is nothing to tell.
     *
     * @param taken as it was when this node took it
     */
    void mail(ChoiceRow taken, Instant now) {
        UUID organizationId = taken.organizationId();
        Instant until = now.minus(SETTLING);
        ZoneId zone =
                transactions.inOrganization(
                        organizationId, () -> zone(days.of(organizationId, taken.userId()), now));
        Instant next = Objects.requireNonNull(taken.time().next(now, zone));
        Optional<Standing> reader = callers.find(organizationId, taken.userId());
        // Who could not see it on the page either gets it when they can.
        boolean maySee = reader.filter(standing -> !standing.setupRequired()).isPresent();
        guard.mailed(
                organizationId,
                () -> maySee ? found(reader.orElseThrow(), taken, until) : List.<NewsRow>of(),
                items -> {
                    @Nullable String email =
                            rows.holdActive(organizationId, taken.userId()).orElse(null);
                    if (email == null) {
                        return false;
                    }
                    long finished =
                            rows.finish(
                                    organizationId,
                                    taken.userId(),
                                    Objects.requireNonNull(taken.nextDueAt()),
                                    taken.attempts(),
                                    next,
                                    maySee ? until : taken.toldUntil());
                    if (finished == 0 || items.isEmpty()) {
                        return false;
                    }
                    send(taken, email, items, zone, now);
                    return true;
                });
    }

    /** It is tried again then; does nothing for one who lost the lease. */
    void postpone(ChoiceRow taken, Instant again) {
        UUID organizationId = taken.organizationId();
        transactions.inOrganization(
                organizationId,
                () ->
                        rows.postpone(
                                organizationId,
                                taken.userId(),
                                Objects.requireNonNull(taken.nextDueAt()),
                                taken.attempts(),
                                again));
    }

    private List<NewsRow> found(Standing reader, ChoiceRow taken, Instant until) {
        return transactions.inOrganization(
                taken.organizationId(),
                () ->
                        news.between(
                                taken.organizationId(),
                                taken.userId(),
                                reader.caller().sight().seen(),
                                until.minus(News.FOR),
                                taken.toldUntil(),
                                until,
                                taken.notByMail(),
                                News.MOST));
    }

    private void send(
            ChoiceRow taken, String email, List<NewsRow> items, ZoneId zone, Instant now) {
        UUID organizationId = taken.organizationId();
        UUID reader = taken.userId();
        List<UUID> people = News.people(items);
        DigestWords words = new DigestWords(taken.locale(), zone);
        Mail mail =
                new Mail(
                        email,
                        words.subject(items.size()),
                        words.paragraphs(items, reader, taken.toldUntil()),
                        new Mail.Link(words.open(), address.link("/alerts")),
                        words.smallPrint(taken.time()),
                        now.plus(GOOD_FOR),
                        null,
                        people.stream().anyMatch(person -> !person.equals(reader)));
        rows.mailed(organizationId, reader, mailer.send(organizationId, mail), taken.toldUntil());
        trail.viewed(new Actor(organizationId, reader, null), people, "alert-digest", Map.of());
        trail.changed(
                Actor.app(organizationId),
                "alert-digest.mailed",
                reader,
                Map.of("subject", mail.subject(), "alerts", items.size()));
    }

    private static ZoneId zone(PersonCalendar calendar, Instant at) {
        return calendar.zone(calendar.dateOf(at));
    }
}
