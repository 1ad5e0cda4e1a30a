package dev.astir.stream;

import dev.astir.stream.postgres.DigestQueries;
import dev.astir.stream.postgres.DigestQueries.Habits;
import dev.astir.stream.postgres.ReportQueries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a feed's events come to for one reader: what tells important ones from others, and how many
 * there are of what. Methods block. Thread-safe.
 */
public final class EventDigests {
    /**
     * How far back it is counted how often somebody does something; of the {@value
     * DigestQueries#LATELY} newest events.
     */
    public static final Duration HABIT = Duration.ofDays(30);

    /** How many of the newest events are looked at. */
    public static final int NEWEST = 1_000;

    /** How many important ones and mentions are looked at besides, however old they are. */
    public static final int BESIDES = 200;

    /** The longest time that events are tallied over: a year. */
    public static final Duration LONGEST = Duration.ofDays(366);

    private final DigestQueries queries;
    private final ReportQueries reports;
    private final Clock clock;
    private final ReadListener readers;

    EventDigests(DigestQueries queries, ReportQueries reports, Clock clock, ReadListener readers) {
        this.queries = queries;
        this.reports = reports;
        this.clock = clock;
        this.readers = readers;
    }

    /** The time by which it is judged how old something is. */
    public Instant now() {
        return clock.instant();
    }

    /**
     * Looks at the {@value #NEWEST} newest events that the filter lets through, and at {@value
     * #BESIDES} important ones and as many mentions besides, and answers with those that are
     * chosen. The {@link ReadListener} hears of those alone: the others are not shown.
     *
     * @param person whose part in the events is looked up; null for nobody's
     */
    public Evidence evidence(
            FeedReader reader, @Nullable String person, EventFilter filter, EventChoice choice) {
        Habits habits = queries.habits(reader, now().minus(HABIT));
        Evidence all = read(reader, person, filter, habits.times());
        Evidence chosen = all.only(choice.choose(all));
        tell(reader, chosen.events(), habits.withAudience());
        return chosen;
    }

    private Evidence read(
            FeedReader reader,
            @Nullable String person,
            EventFilter filter,
            Map<Habit, Long> habits) {
        Map<UUID, ActivityEvent> events = new LinkedHashMap<>();
        add(events, queries.newest(reader, filter, NEWEST));
        boolean isAll = events.size() < NEWEST;
        if (!isAll && filter.important() == null) {
            add(events, queries.newest(reader, filter.important(true), BESIDES));
        }
        if (!isAll && person != null) {
            Set<UUID> mentions = queries.mentioning(reader.feed(), person, BESIDES);
            add(events, queries.these(reader, filter, mentions));
        }
        Collection<ActivityEvent> found = events.values();
        Set<UUID> threads = threads(found);
        return new Evidence(
                List.copyOf(found),
                habits,
                person == null ? Set.of() : queries.wroteIn(reader.feed(), person, threads),
                person == null ? Set.of() : queries.mentionedIn(reader.feed(), person, threads));
    }

    private static void add(Map<UUID, ActivityEvent> events, List<ActivityEvent> more) {
        more.forEach(event -> events.putIfAbsent(event.id(), event));
    }

    private static Set<String> actors(Collection<ActivityEvent> events) {
        return events.stream()
                .flatMap(event -> Stream.ofNullable(event.actorId()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The events themselves, and those that they are about: a comment is about an event. */
    private static Set<UUID> threads(Collection<ActivityEvent> events) {
        Set<UUID> threads = new HashSet<>();
        for (ActivityEvent event : events) {
            threads.add(event.id());
            Evidence.about(event).ifPresent(threads::add);
        }
        return threads;
    }

    /** Once a person: of what is read, and beside it of what was counted that is not for all. */
    private void tell(
            FeedReader reader, List<ActivityEvent> shown, Set<String> countedWithAudience) {
        if (readers == ReadListener.NONE || shown.isEmpty()) {
            return;
        }
        readers.reads(reader, shown);
        Set<String> counted = new HashSet<>(actors(shown));
        counted.retainAll(countedWithAudience);
        counted.removeAll(
                actors(shown.stream().filter(event -> !event.audience().isEmpty()).toList()));
        if (!counted.isEmpty()) {
            readers.counts(reader, counted);
        }
    }

    /**
     * Who takes part in the thread of an event: whose it is, who wrote under it, and who was
     * mentioned there. The {@link ReadListener} does not hear of it, since nothing of it is shown:
     * to put people in order.
     *
     * @return nobody if the reader may not see the event
     */
    public Set<String> takingPart(FeedReader reader, UUID id) {
        return queries.takingPart(reader, id);
    }

    /**
     * Whom somebody mentioned in their last comments.
     *
     * @param comments how many are looked at
     */
    public Set<String> mentionedBy(String feed, String person, int comments) {
        return queries.mentionedBy(feed, person, comments);
    }

    /**
     * Counts events by type.
     *
     * @param filter must have a beginning and an end
     * @throws InvalidInputException if it has not, or they are more than {@link #LONGEST} apart
     */
    public EventTally tally(FeedReader reader, EventFilter filter) {
        check(filter);
        if (readers != ReadListener.NONE) {
            Set<String> actors = reports.actors(reader, filter, ActivityStream.MOST_ACTORS);
            if (!actors.isEmpty()) {
                readers.counts(reader, actors);
            }
        }
        return queries.tally(reader, filter);
    }

    /**
     * The things that events are about, those of the newest events first. The {@link ReadListener}
     * does not hear of them: to be asked for what was tallied.
     *
     * @param limit how many at most
     */
    public List<EventTally.Thing> things(FeedReader reader, EventFilter filter, int limit) {
        check(filter);
        return queries.things(reader, filter, limit);
    }

    private static void check(EventFilter filter) {
        Instant from = filter.from();
        Instant to = filter.to();
        if (from == null || to == null) {
            throw new InvalidInputException(
                    from == null ? "from" : "to", "", "a time such as 2026-01-31T09:30:00Z");
        }
        if (!from.isBefore(to) || from.plus(LONGEST).isBefore(to)) {
            throw new InvalidInputException(
                    "from", from, "a time before " + to + ", by 366 days at most");
        }
    }
}
