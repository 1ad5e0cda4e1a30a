package dev.astir.app.notifications;

import static java.util.stream.Collectors.toMap;

import dev.astir.app.alerts.AlertType;
import dev.astir.app.days.Days;
import dev.astir.app.days.PersonCalendar;
import dev.astir.app.identity.Caller;
import dev.astir.app.mail.Mailer;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How people want to be told of alerts. At first of every type in every way, because nothing
 * reaches anybody before they ask for it: a browser must be allowed to, in that browser, a digest
 * must be wanted, and a webhook must be made. Methods block. Thread-safe.
 */
@Singleton
class Choices {

    private final ChoiceRepository rows;
    private final Days days;
    private final Mailer mailer;
    private final Trail trail;
    private final Transactions transactions;
    private final Clock clock;

    Choices(
            ChoiceRepository rows,
            Days days,
            Mailer mailer,
            Trail trail,
            Transactions transactions,
            Clock clock) {
        this.rows = rows;
        this.days = days;
        this.mailer = mailer;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The caller's. */
    NotificationChoices of(Caller caller) {
        return transactions.inOrganization(caller.organizationId(), () -> read(caller));
    }

    /**
     * Replaces the caller's.
     *
     * @param locale of the mails
     * @throws ProblemException 400 with what is wrong; 409 {@code no-mail} for a digest where no
     *     mail can be sent
     */
    NotificationChoices change(Caller caller, NotificationRequest request, Locale locale) {
        List<String> notInBrowser = request.without("browser", Ways::browser);
        List<String> notByMail = request.without("mail", Ways::mail);
        List<String> notByWebhook = request.without("webhook", Ways::webhook);
        if (request.digest() != Digest.OFF && !mailer.isConfigured()) {
            throw ProblemException.conflict(
                    "no-mail",
                    "Nothing can be mailed: this app has no mail server (ASTIR_SMTP_URL).");
        }
        UUID organizationId = caller.organizationId();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return transactions.inOrganization(
                organizationId,
                () -> {
                    NotificationChoices before = read(caller);
                    DigestTime time = request.time();
                    PersonCalendar calendar = days.of(organizationId, caller.userId());
                    rows.put(
                            organizationId,
                            caller.userId(),
                            notInBrowser,
                            notByMail,
                            notByWebhook,
                            time.digest().json(),
                            time.at(),
                            time.weekday().json(),
                            locale.toLanguageTag(),
                            time.next(now, calendar.zone(calendar.dateOf(now))),
                            now);
                    NotificationChoices after = read(caller);
                    if (!after.equals(before)) {
                        trail.changed(
                                caller.actor(),
                                "notifications.changed",
                                caller.userId(),
                                changes(before, after));
                    }
                    return after;
                });
    }

    /** What is not told of is a list, which reads better than a table of yes and no. */
    private static Map<String, Object> changes(
            NotificationChoices before, NotificationChoices after) {
        Map<String, Object> changes = new LinkedHashMap<>();
        note(
                changes,
                "notInBrowser",
                without(before, Ways::browser),
                without(after, Ways::browser));
        note(changes, "notByMail", without(before, Ways::mail), without(after, Ways::mail));
        note(
                changes,
                "notByWebhook",
                without(before, Ways::webhook),
                without(after, Ways::webhook));
        note(changes, "digest", before.digest(), after.digest());
        note(changes, "at", before.at(), after.at());
        note(changes, "weekday", before.weekday(), after.weekday());
        return changes;
    }

    private static void note(
            Map<String, Object> changes, String field, Object before, Object after) {
        if (!before.equals(after)) {
            changes.put(field, Map.of("before", before, "after", after));
        }
    }

    private static List<String> without(
            NotificationChoices choices, Function<Ways, @Nullable Boolean> told) {
        return choices.types().entrySet().stream()
                .filter(type -> Boolean.FALSE.equals(told.apply(type.getValue())))
                .map(type -> type.getKey().json())
                .toList();
    }

    /** The types that a browser of this person shows, as JSON has them. */
    List<String> shownByBrowser(UUID organizationId, UUID userId) {
        List<String> without =
                rows.find(organizationId, userId).map(ChoiceRow::notInBrowser).orElse(List.of());
        return Arrays.stream(AlertType.values())
                .map(AlertType::json)
                .filter(type -> !without.contains(type))
                .toList();
    }

    private NotificationChoices read(Caller caller) {
        @Nullable ChoiceRow row = rows.find(caller.organizationId(), caller.userId()).orElse(null);
        DigestTime time =
                row == null
                        ? new DigestTime(
                                Digest.OFF, NotificationRequest.USUAL_TIME, DigestDay.MONDAY)
                        : row.time();
        Map<AlertType, Ways> types =
                Arrays.stream(AlertType.values())
                        .collect(
                                toMap(
                                        type -> type,
                                        type -> waysOf(type, row),
                                        (one, other) -> one,
                                        () -> new EnumMap<>(AlertType.class)));
        return new NotificationChoices(
                types, time.digest(), time.at(), time.weekday(), mailer.isConfigured());
    }

    private static Ways waysOf(AlertType type, @Nullable ChoiceRow row) {
        return row == null
                ? new Ways(true, true, true)
                : new Ways(
                        !row.notInBrowser().contains(type.json()),
                        !row.notByMail().contains(type.json()),
                        !row.notByWebhook().contains(type.json()));
    }
}
