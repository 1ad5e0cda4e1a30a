package dev.astir.stream.rest;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.Actor;
import dev.astir.stream.EventDigests;
import dev.astir.stream.EventFilter;
import dev.astir.stream.EventPage;
import dev.astir.stream.InvalidInputException;
import dev.astir.stream.digest.Folding;
import dev.astir.stream.digest.Highlight;
import dev.astir.stream.digest.Highlights;
import dev.astir.stream.digest.Importance;
import dev.astir.stream.digest.Interest;
import dev.astir.stream.digest.Summaries;
import dev.astir.stream.digest.SummaryWords;
import dev.astir.stream.digest.Thing;
import dev.astir.stream.feed.DigestJson;
import dev.astir.stream.feed.FeedAccess;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Highlights, summaries and folded pages. Thread-safe. */
final class DigestRoutes {
    private static final int HIGHLIGHTS = 10;

    /** After a week the newest is a hundredth of what it was. */
    private static final Duration HIGHLIGHTS_OF = Duration.ofDays(7);

    private static final Duration SUMMARY_OF = Duration.ofDays(1);

    private final ActivityStream stream;
    private final Function<FeedAccess, Set<Thing>> things;
    private final Highlights highlights;
    private final Summaries summaries;
    private final Folding folding = Folding.ofDefaults();

    DigestRoutes(
            ActivityStream stream,
            Function<FeedAccess, Set<Thing>> things,
            Importance importance,
            SummaryWords words) {
        this.stream = stream;
        this.things = things;
        this.highlights = Highlights.of(stream.digests(), importance);
        this.summaries = Summaries.of(stream.digests(), words);
    }

    /** Whether a page is asked for with runs and storms as one item. */
    static boolean isFolded(RestRequest request) {
        String fold = request.parameter("fold");
        if (fold == null || fold.equals("false")) {
            return false;
        }
        if (!fold.equals("true")) {
            throw new InvalidInputException("fold", fold, "true or false");
        }
        return true;
    }

    RestAnswer folded(EventPage page, FeedAccess access, Map<UUID, List<String>> own) {
        Interest reader = new Interest(person(access), Set.of());
        return RestAnswer.json(
                200,
                DigestJson.folded(
                        folding.fold(page.items(), reader), page.next(), page.position(), own));
    }

    RestAnswer highlights(
            RestRequest request,
            FeedAccess access,
            Function<List<ActivityEvent>, Map<UUID, List<String>>> own) {
        Instant now = stream.digests().now();
        List<Highlight> found =
                highlights.find(
                        access.reader(),
                        new Interest(person(access), things.apply(access)),
                        since(request, now, HIGHLIGHTS_OF, false),
                        request.number("limit", HIGHLIGHTS));
        List<ActivityEvent> events = found.stream().map(Highlight::event).toList();
        return RestAnswer.json(200, DigestJson.highlights(found, own.apply(events)));
    }

    RestAnswer summary(RestRequest request, FeedAccess access) {
        Instant now = stream.digests().now().truncatedTo(ChronoUnit.MILLIS);
        return RestAnswer.json(
                200,
                DigestJson.summary(
                        summaries.sum(
                                access.reader(),
                                since(request, now, SUMMARY_OF, true),
                                request.languages())));
    }

    /**
     * The filter, with a beginning: {@code since}, or {@code from}, or so long before its end.
     *
     * @param isClosed whether it has an end, too
     */
    private static EventFilter since(
            RestRequest request, Instant now, Duration otherwise, boolean isClosed) {
        EventFilter filter = EventFilter.fromQuery(request.parameters());
        Instant end = filter.to();
        Instant to = end == null ? now : end;
        String since = request.parameter("since");
        Instant from = filter.from();
        if (since != null && from != null) {
            throw new InvalidInputException("since", since, "none beside from");
        }
        if (since != null) {
            from = time(since);
            if (isClosed && (!from.isBefore(to) || from.plus(EventDigests.LONGEST).isBefore(to))) {
                throw new InvalidInputException(
                        "since", since, "a time before " + to + ", by 366 days at most");
            }
        }
        return filter.between(from == null ? to.minus(otherwise) : from, isClosed ? to : end);
    }

    private static Instant time(String since) {
        try {
            return OffsetDateTime.parse(since).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidInputException("since", since, "a time such as 2026-01-31T09:30:00Z");
        }
    }

    private static @Nullable String person(FeedAccess access) {
        Actor actor = access.actor();
        return actor == null ? null : actor.id();
    }
}
