package dev.astir.stream.postgres;

import dev.astir.stream.EventFilter;
import dev.astir.stream.FeedReader;
import dev.astir.stream.PageCursor;
import dev.astir.stream.SearchText;
import dev.astir.stream.TextSearch;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Builds the one query behind every page: what a filter does not ask for is not in the statement,
 * so that the planner sees what it can use. Values are bound, never spliced. Thread-safe.
 */
final class PageQuery {
    /** An event's time may lie this much after the time in its id, see ActivityEvent. */
    private static final Duration AHEAD = Duration.ofDays(1);

    /**
     * A CASE, because the planner takes it for half of the rows whatever it knows of the columns.
     * For a table that was never analysed, such as a fresh partition, it would otherwise expect so
     * few rows that it reads and sorts the whole feed: 300 ms instead of 1 with 150,000 events.
     */
    static final String VISIBLE =
            "CASE WHEN deleted THEN false WHEN audience = '{}' THEN true"
                    + " ELSE audience && ?::text[] END";

    /**
     * The same for a reader of many audiences, who are looked up in a hash table that is made once:
     * {@code &&} compares each audience of an event with each of the reader's.
     */
    private static final String VISIBLE_TO_MANY =
            "CASE WHEN deleted THEN false WHEN audience = '{}' THEN true ELSE EXISTS (SELECT FROM"
                    + " unnest(audience) AS own (name)"
                    + " WHERE own.name IN (SELECT unnest(?::text[]))) END";

    /** From so many audiences on, the hash table is quicker. */
    private static final int MANY = 20;

    /** By the index of {@link StreamSchema#addSubstringIndex}. A token is no pattern by itself. */
    private static final String SUBSTRING = "activity_events_words(search) LIKE ?";

    private final Clock clock;
    private final TextSearch search;

    PageQuery(Clock clock, TextSearch search) {
        this.clock = clock;
        this.search = search;
    }

    Prepared prepare(
            FeedReader reader, EventFilter filter, @Nullable PageCursor before, int limit) {
        Prepared query = new Prepared(limit);
        query.scan("feed = ?", reader.feed());
        query.and(reader.audiences().size() < MANY ? VISIBLE : VISIBLE_TO_MANY, reader.audiences());
        if (before instanceof PageCursor.Before cursor) {
            query.scan("created < ?", cursor.position().offset());
        } else if (before instanceof PageCursor.BeforeTime cursor) {
            query.and("occurred_at < ?", cursor.time());
        }
        types(query, filter.types());
        oneOf(query, "actor_id", filter.actors());
        oneOf(query, "entity_type", filter.entityTypes());
        oneOf(query, "entity_id", filter.entityIds());
        if (filter.important() != null) {
            query.and("important = ?", filter.important());
        }
        if (filter.from() != null) {
            query.and("occurred_at >= ?", filter.from());
        }
        if (filter.to() != null) {
            query.and("occurred_at < ?", filter.to());
        }
        search(query, filter.query());
        firstId(query, filter.from());
        return query;
    }

    /** Lets the planner leave out partitions that are older than anything wanted. */
    private void firstId(Prepared query, @Nullable Instant from) {
        Instant earliest = from == null ? null : from.minus(AHEAD);
        if (earliest == null && query.isSearch) {
            // The text index knows no order: without a bound it would sort every hit ever.
            earliest = clock.instant().minus(search.window());
        }
        if (earliest != null && earliest.toEpochMilli() > 0) {
            query.scan("id >= ?", new UUID(earliest.toEpochMilli() << 16, 0));
        }
    }

    private static void types(Prepared query, List<String> types) {
        List<String> exact = new ArrayList<>();
        List<String> deeper = new ArrayList<>();
        for (String type : types) {
            if (type.equals("*")) {
                return;
            }
            if (type.endsWith("*")) {
                deeper.add(type.substring(0, type.length() - 1).replace("_", "\\_") + "%");
            } else {
                exact.add(type);
            }
        }
        if (!exact.isEmpty() && !deeper.isEmpty()) {
            query.and("(event_type = ANY (?) OR event_type LIKE ANY (?))", exact, deeper);
        } else if (!exact.isEmpty()) {
            query.and("event_type = ANY (?)", exact);
        } else if (!deeper.isEmpty()) {
            query.and("event_type LIKE ANY (?)", deeper);
        }
    }

    private static void oneOf(Prepared query, String column, List<String> values) {
        if (values.size() == 1) {
            // So that an index on (feed, column, created DESC) of an adopter's own is in page
            // order.
            query.and(column + " = ?", values.get(0));
        } else if (!values.isEmpty()) {
            query.and(column + " = ANY (?)", values);
        }
    }

    private void search(Prepared query, @Nullable String text) {
        List<String> tokens = text == null ? List.of() : SearchText.tokens(text);
        query.isSearch = !tokens.isEmpty();
        if (tokens.isEmpty()) {
            return;
        }
        switch (search.rule()) {
            case WORDS -> query.and("search @@ ?::tsquery", textQuery(tokens));
            case SUBSTRINGS -> tokens.forEach(token -> query.and(SUBSTRING, "%" + token + "%"));
        }
    }

    private static String textQuery(List<String> tokens) {
        StringJoiner query = new StringJoiner(" & ");
        // Tokens hold letters and digits only; the quotes keep the parser from splitting them.
        tokens.forEach(token -> query.add("'" + token + "'"));
        return query + ":*";
    }

    /** A statement with its values. Not thread-safe. */
    static final class Prepared {
        /** How many of the newest events are read through for a word that may be common. */
        private static final int NEWEST = 5_000;

        private final StringJoiner where = new StringJoiner(" AND ");
        private final List<Object> values = new ArrayList<>();
        private final StringJoiner scanned = new StringJoiner(" AND ");
        private final List<Object> scannedValues = new ArrayList<>();
        private final int limit;
        private boolean isSearch;

        private Prepared(int limit) {
            this.limit = limit;
        }

        private void and(String condition, Object... bound) {
            where.add(condition);
            values.addAll(List.of(bound));
        }

        /** A condition that the index of pages decides. */
        private void scan(String condition, Object value) {
            and(condition, value);
            scanned.add(condition);
            scannedValues.add(value);
        }

        /** Whether words are looked for, which takes two statements, the second one if need be. */
        boolean isSearch() {
            return isSearch;
        }

        /** Whether so many are all that is asked for. */
        boolean isFull(int found) {
            return found >= limit;
        }

        /**
         * The page, if the newest few thousand events have enough: a common word's. The planner
         * cannot tell a common word from a rare one, since it takes any prefix for a common one; it
         * would walk through all events for a word that hardly occurs.
         */
        String newestSql() {
            return "SELECT "
                    + EventRows.COLUMNS
                    + " FROM (SELECT * FROM activity_events WHERE "
                    + scanned
                    + " ORDER BY created DESC LIMIT "
                    + NEWEST
                    + ") AS newest WHERE "
                    + where
                    + " ORDER BY created DESC LIMIT "
                    + limit;
        }

        void bindNewest(PreparedStatement statement) throws SQLException {
            bind(statement, bind(statement, 1, scannedValues));
        }

        /** The page by the text index: finds all hits, which are few if the newest had too few. */
        String hitsSql() {
            return "WITH hits AS MATERIALIZED (SELECT * FROM activity_events WHERE "
                    + where
                    + ") SELECT "
                    + EventRows.COLUMNS
                    + " FROM hits ORDER BY created DESC LIMIT "
                    + limit;
        }

        String sql() {
            return "SELECT "
                    + EventRows.COLUMNS
                    + " FROM activity_events WHERE "
                    + where
                    + " ORDER BY created DESC LIMIT "
                    + limit;
        }

        /** Counts by bucket and type; the first parameter is the array of the buckets' starts. */
        String countSql() {
            return "SELECT width_bucket(occurred_at, ?::timestamptz[]), event_type, count(*)"
                    + " FROM activity_events WHERE "
                    + where
                    + " GROUP BY 1, 2 ORDER BY 1, event_type COLLATE \"C\"";
        }

        /** Only these events. */
        Prepared amongIds(Collection<UUID> ids) {
            scan("id = ANY (?::uuid[])", ids.stream().map(UUID::toString).toList());
            return this;
        }

        /**
         * Another question about the same events: what is selected, and what follows the filter.
         */
        String sql(String selected, String following) {
            return "SELECT " + selected + " FROM activity_events WHERE " + where + " " + following;
        }

        /** The actors of those events that are not for everybody. */
        String actorsSql() {
            return "SELECT DISTINCT actor_id FROM activity_events WHERE "
                    + where
                    + " AND audience <> '{}' AND actor_id IS NOT NULL LIMIT "
                    + limit;
        }

        void bind(PreparedStatement statement) throws SQLException {
            bind(statement, 1);
        }

        void bind(PreparedStatement statement, int first) throws SQLException {
            int unused = bind(statement, first, values);
        }

        private static int bind(PreparedStatement statement, int first, List<Object> values)
                throws SQLException {
            int index = first;
            for (Object value : values) {
                if (value instanceof Collection<?> texts) {
                    Object[] array = texts.toArray();
                    statement.setArray(
                            index, statement.getConnection().createArrayOf("text", array));
                } else if (value instanceof Instant time) {
                    statement.setObject(index, time.atOffset(ZoneOffset.UTC));
                } else {
                    statement.setObject(index, value);
                }
                index++;
            }
            return index;
        }
    }
}
