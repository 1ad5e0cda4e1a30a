package dev.astir.app.privacy;

import dev.astir.app.days.KeptTime;
import dev.astir.app.files.Files;
import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Users;
import dev.astir.app.organizations.Organization;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.privacy.PersonalTables.Owner;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.RateLimit;
import dev.astir.app.web.RateLimits;
import dev.astir.stream.ActorCounts;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept of the person who asks: a list, and a copy. Methods block. Thread-safe. */
@Singleton
public class MyData {

    /** A page is loaded more often than a file. */
    private static final RateLimit LIMIT =
            RateLimit.oneEach("data-summary", 20, Duration.ofSeconds(10));

    /** How long it is kept on which day a client did how much. */
    private static final int CLIENT_COUNT_DAYS = 30;

    private final StoredKinds kinds;
    private final PersonalTables tables;
    private final IntervalCounts intervals;
    private final ClientDataRepository clients;
    private final Users users;
    private final Organizations organizations;
    private final FeedCounts feed;
    private final KeptTime keptTime;
    private final Transactions transactions;
    private final RateLimits limits;
    private final Clock clock;

    MyData(
            StoredKinds kinds,
            PersonalTables tables,
            IntervalCounts intervals,
            ClientDataRepository clients,
            Users users,
            Organizations organizations,
            FeedCounts feed,
            KeptTime keptTime,
            Transactions transactions,
            RateLimits limits,
            Clock clock) {
        this.kinds = kinds;
        this.tables = tables;
        this.intervals = intervals;
        this.clients = clients;
        this.users = users;
        this.organizations = organizations;
        this.feed = feed;
        this.keptTime = keptTime;
        this.transactions = transactions;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * A kind of what is kept. Immutable.
     *
     * @param kind as a copy of the data calls it
     * @param oldest when the oldest of it began; null where there is none
     * @param keptDays how long it is kept, by what the person agreed to; null for as long as the
     *     account, or what it belongs to
     */
    @Introspected
    record Kept(String kind, long entries, @Nullable Instant oldest, @Nullable Integer keptDays) {}

    /**
     * What is kept of somebody, and what is not. Immutable.
     *
     * @param titles whether titles of windows may be kept
     * @param introspection whether media and terminals may be looked at
     * @param retentionDays for how many days what is recorded of the person's time is kept
     */
    @Introspected
    record Summary(
            List<Kept> kinds,
            boolean titles,
            boolean introspection,
            int retentionDays,
            int trailDays) {}

    /**
     * How much of each kind there is.
     *
     * @throws ProblemException 429 when the caller asks too often
     */
    Summary summary(Caller caller) {
        limits.take(LIMIT, caller.userId().toString(), "You ask too often; try again later.");
        Owner owner = owner(caller);
        List<PersonalTable> all = tables.all();
        Organization organization = organizations.get(caller.organizationId());
        int days =
                transactions.inOrganization(
                        owner.organizationId(),
                        () -> keptTime.days(owner.organizationId(), owner.userId()));
        List<Kept> kept = new ArrayList<>();
        transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    for (PersonalTable table : all) {
                        if (table.name().equals("intervals")) {
                            intervals.of(owner.organizationId(), owner.userId()).stream()
                                    .map(part ->
                                            new Kept(
                                                    part.kind(),
                                                    part.entries(),
                                                    part.oldest(),
                                                    days))
                                    .forEach(kept::add);
                        } else {
                            PersonalTables.Count count = tables.count(table, owner);
                            kept.add(
                                    new Kept(
                                            table.kind(),
                                            count.entries(),
                                            instant(count.oldest()),
                                            Retention.days(table, days)));
                        }
                    }
                    ClientDataRepository.Amount seen = clients.amountSeen(owner.userId());
                    kept.add(new Kept("clients", seen.entries(), seen.oldest(), null));
                    ClientDataRepository.Amount counts = clients.amountCounted(owner.userId());
                    kept.add(
                            new Kept(
                                    "clientCounts",
                                    counts.entries(),
                                    counts.oldest(),
                                    CLIENT_COUNT_DAYS));
                });
        ActorCounts left = feed.of(owner.organizationId(), owner.userId());
        int others = organization.retentionDays();
        kept.add(new Kept("events", left.events(), left.oldest(), days));
        kept.add(new Kept("comments", left.comments(), null, others));
        kept.add(new Kept("reactions", left.reactions(), null, others));
        return new Summary(
                kept,
                organization.captureTitles(),
                organization.introspection(),
                days,
                Retention.TRAIL_DAYS);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /** A copy of everything, as JSON. */
    Files.Parts json(Caller caller) {
        try {
            return new DataFile(kinds.of(owner(caller)), clock.instant());
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is written yet", e);
        }
    }

    /** The same as a ZIP of tables. */
    Files.Parts tables(Caller caller) {
        return new DataTables(kinds.of(owner(caller)));
    }

    private Owner owner(Caller caller) {
        // Before a transaction of the organization is open.
        tables.all();
        String email =
                transactions
                        .inOrganization(
                                caller.organizationId(), () -> users.findById(caller.userId()))
                        .orElseThrow(ProblemException::notFound)
                        .email();
        return new Owner(caller.organizationId(), caller.userId(), email);
    }
}
