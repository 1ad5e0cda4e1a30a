package dev.astir.app.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.astir.app.platform.Background;
import dev.astir.app.platform.Later;
import dev.astir.app.tenancy.Transactions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes when API tokens are used: each at most once a minute, on whatever node, and never while a
 * request waits. The first of an organization is noted at once, and those that follow soon, all
 * together: where a thousand scripts each come once a minute, they are few transactions.
 * Thread-safe.
 */
@Singleton
class ApiTokenUses {

    /** How exactly it is known when a token was last used. */
    static final Duration EXACT_TO = Duration.ofMinutes(1);

    /** How long those that follow wait for each other. */
    private static final Duration TOGETHER = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(ApiTokenUses.class);
    private static final int MOST = 20_000;

    private final ApiTokenRows rows;
    private final Transactions transactions;
    private final Executor executor;
    private final Later later;
    private final Clock clock;

    /** When this node noted each last. */
    private final Cache<UUID, Instant> noted = Caffeine.newBuilder().maximumSize(MOST).build();

    /** What is to be noted soon, by organization: some was noted just now. Guarded by itself. */
    private final Map<UUID, List<Use>> waiting = new HashMap<>();

    private record Use(UUID tokenId, Instant at) {}

    @Inject
    ApiTokenUses(ApiTokenRows rows, Transactions transactions, Background background, Clock clock) {
        this(rows, transactions, background, background, clock);
    }

    ApiTokenUses(
            ApiTokenRows rows,
            Transactions transactions,
            Executor executor,
            Later later,
            Clock clock) {
        this.rows = rows;
        this.transactions = transactions;
        this.executor = executor;
        this.later = later;
        this.clock = clock;
    }

    /** The token is used now. */
    void used(UUID organizationId, UUID tokenId) {
        Instant now = clock.instant();
        Instant noteAt =
                noted.asMap()
                        .compute(
                                tokenId,
                                (id, last) ->
                                        last == null || !now.isBefore(last.plus(EXACT_TO))
                                                ? now
                                                : last);
        // Who wrote the very instant there notes it; another of the same instant does no harm.
        if (now.equals(noteAt)) {
            noteSoon(organizationId, new Use(tokenId, now));
        }
    }

    private void noteSoon(UUID organizationId, Use use) {
        synchronized (waiting) {
            List<Use> others = waiting.get(organizationId);
            if (others != null) {
                others.add(use);
                return;
            }
            waiting.put(organizationId, new ArrayList<>());
        }
        noteAndWait(organizationId, List.of(use));
    }

    private void noteAndWait(UUID organizationId, List<Use> uses) {
        executor.execute(() -> note(organizationId, uses));
        later.run(TOGETHER, () -> waited(organizationId));
    }

    private void waited(UUID organizationId) {
        List<Use> uses;
        synchronized (waiting) {
            uses = waiting.remove(organizationId);
            if (uses == null || uses.isEmpty()) {
                return;
            }
            waiting.put(organizationId, new ArrayList<>());
        }
        noteAndWait(organizationId, uses);
    }

    private void note(UUID organizationId, List<Use> uses) {
        UUID[] ids = uses.stream().map(Use::tokenId).toArray(UUID[]::new);
        // That of the first, so that a minute after its own use each is noted again.
        Instant at = uses.getFirst().at();
        try {
            transactions.inOrganization(
                    organizationId,
                    () -> {
                        var unused = rows.use(ids, at, at.minus(EXACT_TO));
                    });
        } catch (RuntimeException e) {
            noted.invalidateAll(List.of(ids));
            LOG.warn("The use of API tokens could not be noted: {}", e.toString());
        }
    }
}
