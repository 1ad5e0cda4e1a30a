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

/** The people behind sign-ins and API tokens, remembered for a moment. Thread-safe. */
final class Holders {

    /** A change that this node was not told of counts at the latest after this. */
    private static final Duration TTL = Duration.ofSeconds(1);

    /** No reading of the database takes longer. */
    private static final Duration LONGEST_READING = Duration.ofMinutes(10);

    private final TokenFamilies families;
    private final Transactions transactions;
    private final Clock clock;
    private final AtomicLong changes = new AtomicLong();
    private final Cache<Key, Optional<TokenFamilies.Holder>> known;

    /** By person, the number of their last change. */
    private final Cache<UUID, Long> changed;

    /**
     * Emptying a cache misses what is being read; that ends under the number of a change that
     * nobody looks for any more. So one person's changes make nobody else be read anew.
     */
    private record Key(UUID credentialId, long change) {}

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
        this.changed =
                Caffeine.newBuilder()
                        .maximumSize(100_000)
                        .expireAfterWrite(LONGEST_READING)
                        .ticker(ticker)
                        .build();
    }

    /** Empty when the credential ended, or its person may not come in. */
    Optional<TokenFamilies.Holder> find(UUID organizationId, UUID userId, UUID credentialId) {
        Key key = key(userId, credentialId);
        Optional<TokenFamilies.Holder> holder = known.getIfPresent(key);
        if (holder == null) {
            // Not within the cache: who waits for the database there makes others wait as well.
            holder =
                    transactions.inOrganization(
                            organizationId,
                            () -> families.findHolder(credentialId, clock.instant()));
            known.put(key, holder);
        }
        return holder;
    }

    /** What the person may do has changed, on whatever node. */
    void forget(UUID userId) {
        changed.put(userId, changes.incrementAndGet());
    }

    private Key key(UUID userId, UUID credentialId) {
        Long change = changed.getIfPresent(userId);
        return new Key(credentialId, change == null ? 0 : change);
    }
}
