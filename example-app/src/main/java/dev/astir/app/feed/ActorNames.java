package dev.astir.app.feed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.astir.app.identity.User;
import dev.astir.app.identity.Users;
import dev.astir.app.tenancy.Transactions;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.Enricher;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts the names of people to the events that carry only their ids. Thread-safe. */
@Singleton
class ActorNames implements Enricher {

    /**
     * How long a changed name may still appear as it was, where the news of it was lost. Longer
     * than people stay with one application, of which the feed tells each time; and shorter than
     * the ten minutes after which an erasure looks for names once more.
     */
    private static final Duration FRESH = Duration.ofMinutes(5);

    /** More than the people of a large installation; a hundred bytes each. */
    private static final int MOST = 50_000;

    private final Users users;
    private final Transactions transactions;
    private final Cache<UUID, Optional<String>> names =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(FRESH).build();

    ActorNames(Users users, Transactions transactions) {
        this.users = users;
        this.transactions = transactions;
    }

    @Override
    public ActivityEvent enrich(String feed, ActivityEvent event) {
        String actor = event.actorId();
        if (actor == null || event.actorName() != null) {
            return event;
        }
        return Audience.personId(actor)
                .flatMap(id -> name(UUID.fromString(feed), id))
                .map(name -> event.toBuilder().actor(actor, name).build())
                .orElse(event);
    }

    /** Somebody has another name now, perhaps, or was erased; on whatever node. */
    @EventListener
    void heard(AccessHeard change) {
        names.invalidate(change.id());
    }

    private Optional<String> name(UUID organizationId, UUID userId) {
        @Nullable Optional<String> known = names.getIfPresent(userId);
        if (known != null) {
            return known;
        }
        Optional<String> found =
                transactions.inOrganization(
                        organizationId, () -> users.findById(userId).map(User::name));
        names.put(userId, found);
        return found;
    }
}
