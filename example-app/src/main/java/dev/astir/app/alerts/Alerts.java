package dev.astir.app.alerts;

import dev.astir.app.identity.Accounts;
import dev.astir.app.identity.Caller;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.DailyViews;
import dev.astir.app.web.Page;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.TimeCursor;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Shows alerts about people whom the caller sees; that somebody looks at others' is remembered once
 * a day, before they are shown. Methods block. Thread-safe.
 */
@Singleton
public class Alerts {

    private final AlertRepository rows;
    private final AlertStories stories;
    private final Accounts accounts;
    private final Transactions transactions;
    private final DailyViews views;

    Alerts(
            AlertRepository rows,
            AlertStories stories,
            Accounts accounts,
            Transactions transactions,
            DailyViews views) {
        this.rows = rows;
        this.stories = stories;
        this.accounts = accounts;
        this.transactions = transactions;
        this.views = views;
    }

    /**
     * Alerts, newest first.
     *
     * @throws ProblemException 404 when the caller does not see the person that is asked for
     */
    Page<Alert> page(Caller caller, AlertFilter filter, TimeCursor after, int limit) {
        List<Alert> found =
                transactions.inOrganization(
                        caller.organizationId(), () -> find(caller, filter, after, limit + 1));
        Page<Alert> page =
                Page.of(
                        found,
                        limit,
                        alert -> new TimeCursor(alert.openedAt(), alert.id()).toString());
        viewed(caller, page.items());
        return page;
    }

    private List<Alert> find(Caller caller, AlertFilter filter, TimeCursor after, int limit) {
        UUID organizationId = caller.organizationId();
        UUID userId = filter.userId();
        if (userId != null) {
            accounts.requireSeen(caller, userId);
        }
        return rows
                .page(
                        organizationId,
                        userId == null ? caller.sight().seen() : new UUID[] {userId},
                        filter.typeNames(),
                        filter.isResolved(),
                        filter.isOpen(),
                        filter.isWaiting(),
                        filter.from(),
                        filter.to(),
                        after.time(),
                        after.id(),
                        limit)
                .stream()
                .map(AlertRow::alert)
                .toList();
    }

    /**
     * An alert with what happened around it.
     *
     * @throws ProblemException 404 when the caller sees no such alert
     */
    AlertStory get(Caller caller, UUID id) {
        AlertStory story =
                transactions.inOrganization(
                        caller.organizationId(),
                        () -> stories.of(caller.organizationId(), seen(caller, id)));
        viewed(caller, List.of(story.alert()));
        return story;
    }

    private AlertRow seen(Caller caller, UUID id) {
        return rows.find(caller.organizationId(), id)
                .filter(row -> maySee(caller, row))
                .orElseThrow(ProblemException::notFound);
    }

    /** About somebody in sight; what is about nobody is for those who see everybody. */
    static boolean maySee(Caller caller, AlertRow row) {
        UUID userId = row.userId();
        return userId == null ? caller.sight().isEverybody() : caller.sight().includes(userId);
    }

    private void viewed(Caller caller, List<Alert> shown) {
        views.viewed(
                caller.actor(),
                shown.stream().map(Alert::userId).filter(Objects::nonNull).distinct().toList(),
                "alerts");
    }
}
