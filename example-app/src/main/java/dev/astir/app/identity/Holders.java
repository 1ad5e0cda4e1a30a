package dev.astir.app.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.astir.app.tenancy.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The people behind sign-ins, remembered for a moment. Thread-safe. */
final class Holders {

    /** Another node's suspension counts here at the latest after this; our own at once. */
    private static final Duration TTL = Duration.ofSeconds(1);

    private final TokenFamilies families;
    private final Transactions transactions;
    private final Clock clock;
    private final AtomicLong epoch = new AtomicLong();
    private final Cache<Key, Optional<TokenFamilies.Holder>> known;

    /** Emptying a cache misses what is being read; that ends in an epoch that nobody looks at. */
    private record Key(UUID familyId, long epoch) {}

    Holders(TokenFamilies families, Transactions transactions, Clock clock, Ticker ticker) {
        this.families = families;
        this.transactions = transactions;
        this.clock = clock;
        this.known =
                Caffeine.newBuilder()
                        .maximumSize(100_000)
                        .expireAfterWrite(TTL)
                        .ticker(ticker)
                        .build();
    }

    /** Empty when the sign-in ended, or its person may not come in. */
    Optional<TokenFamilies.Holder> find(UUID organizationId, UUID familyId) {
        return known.get(
                new Key(familyId, epoch.get()),
                key ->
                        transactions.inOrganization(
                                organizationId,
                                () -> families.findHolder(key.familyId(), clock.instant())));
    }

    /** A sign-in that ended does not come back, so that is known without asking. */
    void ended(UUID familyId) {
        known.put(new Key(familyId, epoch.get()), Optional.empty());
    }

    void forgetAll() {
        epoch.incrementAndGet();
        known.invalidateAll();
    }
}
