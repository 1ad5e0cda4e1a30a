package dev.astir.app.clients;

import dev.astir.app.clients.ClientRepository.Day;
import dev.astir.app.clients.ClientRepository.Row;
import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.Page;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.StorableTime;
import dev.astir.app.web.TimeCursor;
import dev.astir.tracker.ActivityTracker;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The clients of the API that somebody may see: managers the people and agents in their sight,
 * administrators tokens, integrations and the buffer of this node as well. Looking at them is
 * remembered. Methods block. Thread-safe.
 */
@Singleton
class Clients {

    /** Stands for when a client was seen that never was: they come last. */
    static final Instant NEVER = StorableTime.EARLIEST;

    private final ClientRepository rows;
    private final Transactions transactions;
    private final Trail trail;
    private final ActivityTracker tracker;
    private final BufferFailures failures;
    private final Clock clock;

    Clients(
            ClientRepository rows,
            Transactions transactions,
            Trail trail,
            ActivityTracker tracker,
            BufferFailures failures,
            Clock clock) {
        this.rows = rows;
        this.transactions = transactions;
        this.trail = trail;
        this.tracker = tracker;
        this.failures = failures;
        this.clock = clock;
    }

    /**
     * A page, the one seen last first.
     *
     * @param after {@code next} of the page before; null for the first page
     */
    Client.Listed page(Caller caller, ClientFilter filter, @Nullable String after, int limit) {
        TimeCursor start = TimeCursor.orNewest("after", after);
        boolean administers = caller.is(Role.ADMIN);
        Page<Client> page =
                transactions.inOrganization(
                        caller.organizationId(),
                        () -> {
                            List<Row> found = find(caller, filter, null, start, limit + 1);
                            Page<Row> some = Page.of(found, limit, row -> place(row).toString());
                            trail.viewed(
                                    caller.actor(),
                                    some.items().stream()
                                            .flatMap(row -> Stream.ofNullable(row.ownerId()))
                                            .toList(),
                                    "clients",
                                    Map.of());
                            return new Page<>(withCounts(some.items()), some.next());
                        });
        return new Client.Listed(
                page.items(),
                page.next(),
                administers ? BufferHealth.of(tracker.stats(), failures.last()) : null);
    }

    /**
     * One client as the list shows it, in the caller's transaction.
     *
     * @throws ProblemException 404 when the caller sees no such client
     */
    Client one(Caller caller, UUID id) {
        List<Row> found = find(caller, ClientFilter.NONE, id, TimeCursor.BEFORE_NEWEST, 1);
        if (found.isEmpty()) {
            throw ProblemException.notFound();
        }
        return withCounts(found).getFirst();
    }

    private List<Row> find(
            Caller caller, ClientFilter filter, @Nullable UUID one, TimeCursor after, int limit) {
        return rows.page(
                caller.sight().seen(),
                caller.is(Role.ADMIN),
                clock.instant(),
                filter.kind(),
                filter.silent(),
                filter.search(),
                one,
                NEVER,
                after.time(),
                after.id(),
                limit);
    }

    private static TimeCursor place(Row row) {
        Instant seen = row.lastSeen();
        return new TimeCursor(seen == null ? NEVER : seen, row.id());
    }

    private List<Client> withCounts(List<Row> found) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Map<UUID, Map<LocalDate, Long>> counted = new HashMap<>();
        List<String> ids = found.stream().map(row -> row.id().toString()).toList();
        for (Day day : rows.days(ids, today.minusDays(Client.DAYS - 1))) {
            counted.computeIfAbsent(day.id(), id -> new HashMap<>()).put(day.day(), day.count());
        }
        return found.stream()
                .map(row -> Client.of(row, today, counted.getOrDefault(row.id(), Map.of())))
                .toList();
    }
}
