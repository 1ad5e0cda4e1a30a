package dev.astir.stream.postgres;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.EventFilter;
import dev.astir.stream.EventTally;
import dev.astir.stream.FeedReader;
import dev.astir.stream.Habit;
import dev.astir.stream.TextSearch;
import dev.astir.stream.postgres.PageQuery.Prepared;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Reads what events come to: counts by type, thing and person, and who takes part in which thread.
 * Audiences are enforced as for pages. Made by {@code ActivityStream}. Thread-safe.
 */
public final class DigestQueries {
    /** So many events are counted through in a few hundredths of a second. */
    public static final int LATELY = 20_000;

    private static final String NEWEST_FIRST = "ORDER BY created DESC LIMIT ";

    /**
     * In two steps: {@code count(DISTINCT …)} sorts all events, on disk where they are many, while
     * the things of each type fit into a hash table.
     */
    private static final String BY_THING_AND_TYPE =
            "event_type, important, entity_type IS NOT NULL AND entity_id IS NOT NULL AS is_thing,"
                    + " count(*) AS events";

    private static final String THINGS_OF_TYPE =
            "GROUP BY event_type, important, entity_type, entity_id";
    private static final String TALLY =
            "SELECT event_type, important, sum(events), count(*) FILTER (WHERE is_thing),"
                    + " coalesce(sum(events) FILTER (WHERE NOT is_thing), 0) FROM (%s) AS things"
                    + " GROUP BY event_type, important"
                    + " ORDER BY event_type COLLATE \"C\", important";
    private static final String THING =
            "event_type, entity_type, entity_id, max(entity_reference), max(entity_name),"
                    + " (array_agg(message ORDER BY created DESC))[1], count(*)";
    private static final String BY_THING =
            "AND entity_type IS NOT NULL AND entity_id IS NOT NULL"
                    + " GROUP BY event_type, entity_type, entity_id ORDER BY max(created) DESC LIMIT ";

    /** By the index of those who are mentioned. */
    private static final String MENTIONING =
            "SELECT event_id FROM activity_comments WHERE feed = ? AND mentions @> ?::text[]"
                    + " AND mentions <> '{}' ORDER BY created DESC LIMIT ?";

    private static final String WROTE_IN =
            "SELECT DISTINCT event_id FROM activity_comments"
                    + " WHERE event_id = ANY (?::uuid[]) AND feed = ? AND author_id = ?";
    private static final String MENTIONED_IN =
            "SELECT DISTINCT event_id FROM activity_comments"
                    + " WHERE event_id = ANY (?::uuid[]) AND feed = ? AND mentions @> ?::text[]";

    private static final String TAKING_PART =
            "WITH seen AS (SELECT id, actor_id FROM activity_events WHERE feed = ? AND id = ? AND "
                    + PageQuery.VISIBLE
                    + "), said AS (SELECT author_id, mentions FROM activity_comments"
                    + " WHERE feed = ? AND event_id IN (SELECT id FROM seen))"
                    + " SELECT actor_id FROM seen UNION SELECT author_id FROM said"
                    + " UNION SELECT unnest(mentions) FROM said";
    private static final String MENTIONED_BY =
            "SELECT DISTINCT unnest(mentions) FROM (SELECT mentions FROM activity_comments"
                    + " WHERE feed = ? AND author_id = ? AND mentions <> '{}'"
                    + " ORDER BY created DESC LIMIT ?) AS said";

    private final Database database;
    private final PageQuery pages;

    /**
     * @param dataSource a pool whose role may use the tables, see {@link StreamSchema#migrate}
     * @param clock tells the time that searches look back from
     * @param search how texts are searched
     */
    public DigestQueries(DataSource dataSource, Clock clock, TextSearch search) {
        this.database = new Database(dataSource);
        this.pages = new PageQuery(clock, search);
    }

    /** The newest events that the filter lets through. */
    public List<ActivityEvent> newest(FeedReader reader, EventFilter filter, int limit) {
        return events(pages.prepare(reader, filter, null, limit));
    }

    /** Those of these events that the filter lets through, newest first. */
    public List<ActivityEvent> these(FeedReader reader, EventFilter filter, Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : events(pages.prepare(reader, filter, null, ids.size()).amongIds(ids));
    }

    private List<ActivityEvent> events(Prepared page) {
        List<ActivityEvent> newest =
                page.isSearch()
                        ? database.queryPlanned(
                                "read events", page.newestSql(), page::bindNewest, this::events)
                        : List.of();
        if (page.isFull(newest.size())) {
            return newest;
        }
        return database.queryPlanned(
                "read events",
                page.isSearch() ? page.hitsSql() : page.sql(),
                page::bind,
                this::events);
    }

    private List<ActivityEvent> events(ResultSet rows) throws SQLException {
        List<ActivityEvent> events = new ArrayList<>();
        while (rows.next()) {
            events.add(EventRows.event(rows));
        }
        return events;
    }

    /** How often people did which type of thing since then, of the newest events that there are. */
    public Habits habits(FeedReader reader, Instant since) {
        EventFilter time = EventFilter.all().between(since, null);
        Prepared lately = pages.prepare(reader, time, null, LATELY);
        return database.queryPlanned(
                "count what people did",
                "SELECT actor_id, event_type, count(*), bool_or(audience <> '{}') FROM ("
                        + lately.sql("actor_id, event_type, audience", NEWEST_FIRST + LATELY)
                        + ") AS lately WHERE actor_id IS NOT NULL GROUP BY actor_id, event_type",
                lately::bind,
                rows -> {
                    Map<Habit, Long> times = new HashMap<>();
                    Set<String> withAudience = new HashSet<>();
                    while (rows.next()) {
                        String actor = rows.getString(1);
                        times.put(new Habit(actor, rows.getString(2)), rows.getLong(3));
                        if (rows.getBoolean(4)) {
                            withAudience.add(actor);
                        }
                    }
                    return new Habits(times, withAudience);
                });
    }

    /**
     * What was counted of people.
     *
     * @param times how often they did what
     * @param withAudience those of whom something was counted that is not for everybody
     */
    public record Habits(Map<Habit, Long> times, Set<String> withAudience) {}

    /** Counts by type. */
    public EventTally tally(FeedReader reader, EventFilter filter) {
        Prepared counted = pages.prepare(reader, filter, null, 1);
        return database.queryPlanned(
                "count events by type",
                TALLY.formatted(counted.sql(BY_THING_AND_TYPE, THINGS_OF_TYPE)),
                counted::bind,
                rows -> {
                    List<EventTally.Item> items = new ArrayList<>();
                    while (rows.next()) {
                        items.add(
                                new EventTally.Item(
                                        rows.getString(1),
                                        rows.getBoolean(2),
                                        rows.getLong(3),
                                        rows.getLong(4),
                                        rows.getLong(5)));
                    }
                    return new EventTally(items);
                });
    }

    /** The things that events are about, those of the newest events first. */
    public List<EventTally.Thing> things(FeedReader reader, EventFilter filter, int limit) {
        Prepared counted = pages.prepare(reader, filter, null, limit);
        return database.queryPlanned(
                "count events by thing",
                counted.sql(THING, BY_THING + limit),
                counted::bind,
                rows -> {
                    List<EventTally.Thing> things = new ArrayList<>();
                    while (rows.next()) {
                        things.add(
                                new EventTally.Thing(
                                        rows.getString(1),
                                        rows.getString(2),
                                        rows.getString(3),
                                        rows.getString(4),
                                        rows.getString(5),
                                        rows.getString(6),
                                        rows.getLong(7)));
                    }
                    return things;
                });
    }

    /** Events with comments that mention somebody, the newest comments first. */
    public Set<UUID> mentioning(String feed, String person, int limit) {
        return ids("find who is mentioned", MENTIONING, List.of(feed, List.of(person), limit));
    }

    /** Those of these events under which somebody wrote. */
    public Set<UUID> wroteIn(String feed, String person, Set<UUID> ids) {
        return ids("find who wrote", WROTE_IN, List.of(texts(ids), feed, person));
    }

    /** Those of these events whose comments mention somebody. */
    public Set<UUID> mentionedIn(String feed, String person, Set<UUID> ids) {
        return ids(
                "find who is mentioned", MENTIONED_IN, List.of(texts(ids), feed, List.of(person)));
    }

    /** Who takes part in the thread of an event that the reader may see. */
    public Set<String> takingPart(FeedReader reader, UUID id) {
        return people(
                "find who takes part",
                TAKING_PART,
                List.of(reader.feed(), id, reader.audiences(), reader.feed()));
    }

    /** Whom somebody mentioned in so many comments, the last. */
    public Set<String> mentionedBy(String feed, String person, int comments) {
        return people("find who was mentioned", MENTIONED_BY, List.of(feed, person, comments));
    }

    private Set<String> people(String what, String sql, List<?> values) {
        return database.query(
                what,
                sql,
                statement -> Database.bind(statement, values),
                rows -> {
                    Set<String> people = new HashSet<>();
                    while (rows.next()) {
                        String person = rows.getString(1);
                        if (person != null) {
                            people.add(person);
                        }
                    }
                    return people;
                });
    }

    private static List<String> texts(Set<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }

    private Set<UUID> ids(String what, String sql, List<?> values) {
        return database.query(
                what,
                sql,
                statement -> Database.bind(statement, values),
                rows -> {
                    Set<UUID> ids = new HashSet<>();
                    while (rows.next()) {
                        ids.add(rows.getObject(1, UUID.class));
                    }
                    return ids;
                });
    }
}
