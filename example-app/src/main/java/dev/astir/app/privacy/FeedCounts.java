package dev.astir.app.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.astir.app.feed.FeedPeople;
import dev.astir.app.tenancy.Transactions;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.ActorCounts;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * How much people left in the feed. Counting reads through the whole feed of the organization, so
 * it is done for all of its people at once, and the numbers may be a minute old: what it costs does
 * not grow with how many ask. Thread-safe.
 */
@Singleton
class FeedCounts {

    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final int MOST_ORGANIZATIONS = 1_000;
    private static final ActorCounts NOTHING = new ActorCounts(0, 0, 0, null);

    private final FeedPeople people;
    private final ActivityStream stream;
    private final Transactions transactions;
    private final Cache<UUID, Map<String, ActorCounts>> counts =
            Caffeine.newBuilder().maximumSize(MOST_ORGANIZATIONS).expireAfterWrite(FRESH).build();

    FeedCounts(FeedPeople people, ActivityStream stream, Transactions transactions) {
        this.people = people;
        this.stream = stream;
        this.transactions = transactions;
    }

    ActorCounts of(UUID organizationId, UUID userId) {
        return counts.get(organizationId, this::count).getOrDefault(userId.toString(), NOTHING);
    }

    private Map<String, ActorCounts> count(UUID organizationId) {
        Set<String> ids =
                transactions
                        .inOrganization(organizationId, () -> people.active(organizationId))
                        .stream()
                        .map(UUID::toString)
                        .collect(Collectors.toUnmodifiableSet());
        return Map.copyOf(stream.records().counts(organizationId.toString(), ids));
    }
}
