package dev.astir.app.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.astir.app.platform.Background;
import dev.astir.app.tenancy.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes when API tokens are used: each at most once a minute, on whatever node, and never while a
 * request waits. Thread-safe.
 */
@Singleton
class ApiTokenUses {

    /** How exactly it is known when a token was last used. */
    static final Duration EXACT_TO = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(ApiTokenUses.class);
    private static final int MOST = 20_000;

    private final ApiTokenRows rows;
    private final Transactions transactions;
    private final Background background;
    private final Clock clock;

    /** When this node noted each last. */
    private final Cache<UUID, Instant> noted = Caffeine.newBuilder().maximumSize(MOST).build();

    ApiTokenUses(ApiTokenRows rows, Transactions transactions, Background background, Clock clock) {
        this.rows = rows;
        this.transactions = transactions;
        this.background = background;
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
            background.execute(() -> note(organizationId, tokenId, now));
        }
    }

    private void note(UUID organizationId, UUID tokenId, Instant now) {
        try {
            transactions.inOrganization(
                    organizationId,
                    () -> {
                        var unused = rows.use(tokenId, now, now.minus(EXACT_TO));
                    });
        } catch (RuntimeException e) {
            noted.invalidate(tokenId);
            LOG.warn("The use of an API token could not be noted: {}", e.toString());
        }
    }
}
