package dev.astir.tracker.postgres;

import static java.time.temporal.ChronoUnit.DAYS;

import dev.astir.tracker.ActivityHits;
import dev.astir.tracker.TrackerException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks what a {@link PostgresActivityStore} has stored. A tracker writes about once a second, so
 * answers are that old.
 *
 * <pre>{@code
 * ClientActivityQueries queries = ClientActivityQueries.of(dataSource);
 * ClientActivityPage page = queries.recentlyActive(100);
 * while (page.next() != null) {
 *     page = queries.recentlyActive(100, page.next());
 * }
 * }</pre>
 *
 * <p><b>Pages</b> go on after a place in the order and not after a number of rows. A client that is
 * not seen while you turn the pages comes exactly once, whatever happens to others. One that is
 * seen meanwhile moves: {@link #recentlyActive} and {@link #activeSince} may leave it out, as it is
 * now in front of where you are; {@link #inactiveSince} may give it again, with its later time, if
 * that is still before the limit.
 *
 * <p><b>Cost</b>: {@link #find} and {@link #activities} use the primary keys. All else reads a
 * whole table, because only the keys have an index. For the clients' table that is right up to
 * hundreds of thousands of clients, or if you ask rarely. An index on {@code last_seen} makes the
 * pages and counts of few clients quick, but then each sighting must be written to the index too
 * and updates can no longer stay in their page (HOT): the write-ahead log doubles. An index on
 * {@code day, client_id} of the daily table costs far less, because updates change neither: add it
 * if you ask for days often.
 *
 * <p>Rows whose {@code last_seen} is null, which no tracker writes, are left out everywhere. All
 * methods throw {@link TrackerException} for any SQLException, and {@link IllegalArgumentException}
 * for a limit that is not 1 to {@value #MAX_LIMIT}.
 *
 * <p>Safe for use by several threads.
 */
public final class ClientActivityQueries {

    /** The most rows or days that can be asked for at once: {@value}. */
    public static final int MAX_LIMIT = 1_000;

    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
    private static final ClientActivityCursor NEWEST = new ClientActivityCursor(Instant.MAX, "");
    private static final ClientActivityCursor OLDEST = new ClientActivityCursor(Instant.MIN, "");

    private final DataSource dataSource;
    private final Tables tables;

    private ClientActivityQueries(DataSource dataSource, Tables tables) {
        this.dataSource = dataSource;
        this.tables = tables;
    }

    /** Asks the default tables. */
    public static ClientActivityQueries of(DataSource dataSource) {
        return of(PostgresActivityStore.of(dataSource));
    }

    /** Asks the tables of a store. */
    public static ClientActivityQueries of(PostgresActivityStore store) {
        return new ClientActivityQueries(store.dataSource(), store.tables());
    }

    /** The client with this id, if it is stored. */
    public Optional<ClientActivity> find(String clientId) {
        if (!TextLimits.isStorable(clientId)) {
            return Optional.empty();
        }
        return clients("WHERE client_id = ? AND last_seen IS NOT NULL", clientId).stream()
                .findFirst();
    }

    /** The first page of {@link #recentlyActive(int, ClientActivityCursor)}. */
    public ClientActivityPage recentlyActive(int limit) {
        return recentlyActive(limit, null);
    }

    /**
     * All clients, the one seen last first.
     *
     * @param limit the size of a page
     * @param after where the page before this one ended, or null for the first page
     */
    public ClientActivityPage recentlyActive(int limit, @Nullable ClientActivityCursor after) {
        return activeSince(Instant.MIN, limit, after);
    }

    /** The first page of {@link #activeSince(Instant, int, ClientActivityCursor)}. */
    public ClientActivityPage activeSince(Instant since, int limit) {
        return activeSince(since, limit, null);
    }

    /**
     * The clients seen at an instant or later, the one seen last first.
     *
     * @param since the earliest last-seen time
     * @param limit the size of a page
     * @param after where the page before this one ended, or null for the first page
     */
    public ClientActivityPage activeSince(
            Instant since, int limit, @Nullable ClientActivityCursor after) {
        ClientActivityCursor start = after == null ? NEWEST : after;
        return page(
                limit,
                """
                WHERE last_seen >= ? AND last_seen <= ? AND (last_seen < ? OR client_id > ?)
                ORDER BY last_seen DESC, client_id\
                """,
                since,
                start);
    }

    /** The first page of {@link #inactiveSince(Instant, int, ClientActivityCursor)}. */
    public ClientActivityPage inactiveSince(Instant since, int limit) {
        return inactiveSince(since, limit, null);
    }

    /**
     * The clients not seen at an instant or later, the one silent for longest first.
     *
     * @param since the end of the last-seen times, itself not among them
     * @param limit the size of a page
     * @param after where the page before this one ended, or null for the first page
     */
    public ClientActivityPage inactiveSince(
            Instant since, int limit, @Nullable ClientActivityCursor after) {
        ClientActivityCursor start = after == null ? OLDEST : after;
        return page(
                limit,
                """
                WHERE last_seen < ? AND last_seen >= ? AND (last_seen > ? OR client_id > ?)
                ORDER BY last_seen, client_id\
                """,
                since,
                start);
    }

    /** How many clients there are. */
    public long count() {
        return number("SELECT count(last_seen) FROM " + tables.clients());
    }

    /** How many clients were seen at an instant or later. */
    public long countActiveSince(Instant since) {
        return number("SELECT count(*) FROM " + tables.clients() + " WHERE last_seen >= ?", since);
    }

    /**
     * How many clients were seen in the day, the week and the month before now, by one pass over
     * the clients. Exact for the present only: of each client the latest time alone is kept, so for
     * an instant in the past the answer would also count who was seen since. {@link
     * #activeClientsByDay} keeps the past.
     *
     * @param now the present
     */
    public ActiveClients activeClients(Instant now) {
        Instant month = now.minus(Duration.ofDays(30));
        return query(
                        "SELECT count(*) FILTER (WHERE last_seen >= ?), count(*) FILTER (WHERE last_seen >="
                                + " ?), count(*) FROM "
                                + tables.clients()
                                + " WHERE last_seen >= ?",
                        row -> new ActiveClients(row.getLong(1), row.getLong(2), row.getLong(3)),
                        now.minus(Duration.ofDays(1)),
                        now.minus(Duration.ofDays(7)),
                        month)
                .get(0);
    }

    /**
     * How many distinct clients were active on each day. Needs activities to be counted.
     *
     * @param from the first day, in UTC
     * @param to the last day, at most {@value #MAX_LIMIT} days with the first
     * @return each day, also those without a client, ascending
     */
    public List<ActiveClientsOfDay> activeClientsByDay(LocalDate from, LocalDate to) {
        requireRange(from, to);
        long days = DAYS.between(from, to) + 1;
        if (days > MAX_LIMIT) {
            throw new IllegalArgumentException(
                    "from and to must be at most %d days apart, but from %s to %s are %d"
                            .formatted(MAX_LIMIT, from, to, days));
        }
        Map<LocalDate, Long> counts = new HashMap<>();
        List<ActiveClientsOfDay> stored =
                query(
                        "SELECT day, count(DISTINCT client_id) FROM "
                                + tables.daily()
                                + " WHERE day BETWEEN ? AND ? GROUP BY day",
                        row ->
                                new ActiveClientsOfDay(
                                        row.getObject(1, LocalDate.class), row.getLong(2)),
                        from,
                        to);
        stored.forEach(each -> counts.put(each.day(), each.clients()));
        return Stream.iterate(from, day -> day.plusDays(1))
                .limit(days)
                .map(day -> new ActiveClientsOfDay(day, counts.getOrDefault(day, 0L)))
                .toList();
    }

    /**
     * How many distinct clients were active between two days, such as those of a week or a month.
     * Needs activities to be counted.
     *
     * @param from the first day, in UTC
     * @param to the last day
     */
    public long activeClientsBetween(LocalDate from, LocalDate to) {
        requireRange(from, to);
        return number(
                "SELECT count(DISTINCT client_id) FROM "
                        + tables.daily()
                        + " WHERE day BETWEEN ? AND ?",
                from,
                to);
    }

    /** The first of {@link #activities(String, LocalDate, LocalDate, int, ActivityHits)}. */
    public List<ActivityHits> activities(String clientId, LocalDate from, LocalDate to, int limit) {
        return activities(clientId, from, to, limit, null);
    }

    /**
     * What a client did, the last day first, and by activity within a day. Needs activities to be
     * counted.
     *
     * @param clientId the client
     * @param from the first day, in UTC
     * @param to the last day
     * @param limit how many at most
     * @param after the last one of the list before this one, or null for the first list
     */
    public List<ActivityHits> activities(
            String clientId,
            LocalDate from,
            LocalDate to,
            int limit,
            @Nullable ActivityHits after) {
        Checks.between("limit", limit, 1, MAX_LIMIT);
        requireRange(from, to);
        if (!TextLimits.isStorable(clientId)) {
            return List.of();
        }
        LocalDate day = to;
        String activity = ""; // before all others, as none is empty
        if (after != null && !after.day().isAfter(to)) {
            day = after.day();
            activity = after.activity();
        }
        return query(
                "SELECT client_id, activity, day, hits, last_seen FROM "
                        + tables.daily()
                        + " WHERE client_id = ? AND day BETWEEN ? AND ? AND (day < ? OR activity > ?)"
                        + " ORDER BY day DESC, activity LIMIT ?",
                ClientActivityQueries::hits,
                clientId,
                from,
                day,
                day,
                activity,
                limit);
    }

    private ClientActivityPage page(
            int limit, String condition, Instant since, ClientActivityCursor start) {
        Checks.between("limit", limit, 1, MAX_LIMIT);
        Instant place = start.lastSeen();
        List<ClientActivity> found =
                clients(
                        condition + " LIMIT ?",
                        since,
                        place,
                        place,
                        start.clientId(),
                        limit + 1); // one more tells whether there is a next page
        if (found.size() <= limit) {
            return new ClientActivityPage(found, null);
        }
        return new ClientActivityPage(
                found.subList(0, limit), ClientActivityCursor.after(found.get(limit - 1)));
    }

    private List<ClientActivity> clients(String condition, Object... parameters) {
        return query(
                "SELECT client_id, last_seen, COALESCE(created_at, last_seen) FROM "
                        + tables.clients()
                        + " "
                        + condition,
                row -> new ClientActivity(row.getString(1), Query.time(row, 2), Query.time(row, 3)),
                parameters);
    }

    private static ActivityHits hits(ResultSet row) throws SQLException {
        return new ActivityHits(
                row.getString(1),
                row.getString(2),
                row.getObject(3, LocalDate.class),
                row.getLong(4),
                Query.time(row, 5));
    }

    private long number(String sql, Object... parameters) {
        return query(sql, row -> row.getLong(1), parameters).get(0);
    }

    private <T> List<T> query(String sql, Query.Row<T> mapper, Object... parameters) {
        return Database.statement(
                dataSource,
                "Could not read the activity of clients",
                connection -> Query.rows(connection, sql, mapper, parameters));
    }

    private static void requireRange(LocalDate from, LocalDate to) {
        requireDay("from", from);
        requireDay("to", to);
        if (from.isAfter(to)) {
            throw new IllegalArgumentException(
                    "from must not be after to, but " + from + " is after " + to);
        }
    }

    private static void requireDay(String name, LocalDate day) {
        Objects.requireNonNull(day, name);
        if (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)) {
            throw new IllegalArgumentException(
                    "%s must be a day from %s to %s, but is %s"
                            .formatted(name, FIRST_DAY, LAST_DAY, day));
        }
    }
}
