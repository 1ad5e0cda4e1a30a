package dev.astir.app.privacy;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.astir.app.feed.FeedPeople;
import dev.astir.app.platform.Background;
import dev.astir.app.tenancy.Transactions;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.ActorCounts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How much people left in the feed. Counting reads through the whole feed of the organization, so
 * it is done for all of its people at once, and the numbers may be a minute old: what it costs does
 * not grow with how many ask. Nobody waits for the counting of another organization. Thread-safe.
 */
@Singleton
class FeedCounts {

    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final int MOST_ORGANIZATIONS = 1_000;
    private static final ActorCounts NOTHING = new ActorCounts(0, 0, 0, null);

    private final Function<UUID, Map<String, ActorCounts>> counting;
    private final Executor executor;

    /** Of what is being counted: a cache of the numbers would hold others while one is. */
    private final AsyncCache<UUID, Map<String, ActorCounts>> counts =
            Caffeine.newBuilder()
                    .maximumSize(MOST_ORGANIZATIONS)
                    .expireAfterWrite(FRESH)
                    .buildAsync();

    @Inject
    FeedCounts(
            FeedPeople people,
            ActivityStream stream,
            Transactions transactions,
            Background background) {
        this(organization -> count(people, stream, transactions, organization), background);
    }

    /**
     * @param counting how much each person of an organization left; may take long
     */
    FeedCounts(Function<UUID, Map<String, ActorCounts>> counting, Executor executor) {
        this.counting = counting;
        this.executor = executor;
    }

    ActorCounts of(UUID organizationId, UUID userId) {
        CompletableFuture<Map<String, ActorCounts>> counted =
                counts.get(
                        organizationId,
                        (id, own) ->
                                CompletableFuture.supplyAsync(() -> counting.apply(id), executor));
        try {
            return counted.join().getOrDefault(userId.toString(), NOTHING);
        } catch (CompletionException e) {
            // What failed is counted anew by the next who asks.
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static Map<String, ActorCounts> count(
            FeedPeople people,
            ActivityStream stream,
            Transactions transactions,
            UUID organizationId) {
        Set<String> ids =
                transactions
                        .inOrganization(organizationId, () -> people.active(organizationId))
                        .stream()
                        .map(UUID::toString)
                        .collect(Collectors.toUnmodifiableSet());
        return Map.copyOf(stream.records().counts(organizationId.toString(), ids));
    }
}
