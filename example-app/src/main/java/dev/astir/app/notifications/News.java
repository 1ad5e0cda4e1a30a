package dev.astir.app.notifications;

import dev.astir.app.identity.Caller;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.DailyViews;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What is new for whoever asks, and up to when they have seen it. Methods block. Thread-safe. */
@Singleton
class News {

    /** More are not counted. */
    static final int MOST = 100;

    /** What is opened longer ago is on the page alone. */
    static final Duration FOR = Duration.ofDays(30);

    private static final int ITEMS = 10;

    private final NewsRepository news;
    private final SeenRepository seen;
    private final Choices choices;
    private final DailyViews views;
    private final Transactions transactions;
    private final Clock clock;

    News(
            NewsRepository news,
            SeenRepository seen,
            Choices choices,
            DailyViews views,
            Transactions transactions,
            Clock clock) {
        this.news = news;
        this.seen = seen;
        this.choices = choices;
        this.views = views;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The caller's news. That they follow those about others is remembered once a day. */
    WhatIsNew of(Caller caller) {
        WhatIsNew found = transactions.inOrganization(caller.organizationId(), () -> read(caller));
        views.viewed(caller.actor(), people(found.items()), "alerts");
        return found;
    }

    /**
     * The caller has seen what was new until then, on all their devices.
     *
     * @param until what lies ahead counts as now
     */
    WhatIsNew seen(Caller caller, Instant until) {
        Instant now = now();
        transactions.inOrganization(
                caller.organizationId(),
                () ->
                        seen.put(
                                caller.organizationId(),
                                caller.userId(),
                                until.isAfter(now) ? now : until));
        return of(caller);
    }

    private WhatIsNew read(Caller caller) {
        UUID organizationId = caller.organizationId();
        UUID reader = caller.userId();
        Instant oldest = now().minus(FOR);
        Instant seenUntil =
                seen.find(organizationId, reader)
                        .orElseThrow(ProblemException::notFound)
                        .seenUntil();
        UUID[] sight = caller.sight().seen();
        return new WhatIsNew(
                news.unseen(organizationId, reader, sight, oldest, seenUntil, MOST),
                seenUntil,
                news.newest(organizationId, reader, sight, oldest, seenUntil, ITEMS),
                choices.shownByBrowser(organizationId, reader));
    }

    /** Whom news are about. */
    static List<UUID> people(List<NewsRow> items) {
        return items.stream()
                .map(NewsRow::userId)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .distinct()
                .toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
