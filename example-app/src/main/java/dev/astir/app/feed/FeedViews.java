package dev.astir.app.feed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.astir.app.identity.Caller;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.DailyViews;
import dev.astir.app.trail.Trail;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.FeedReader;
import dev.astir.stream.ReadListener;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Remembers who reads events of others that are not for everybody, or how many there are and when,
 * and who follows live what is not for everybody; before it is shown, so that what cannot be
 * remembered is not shown. Thread-safe.
 */
@Singleton
class FeedViews implements ReadListener {

    private static final int MOST = 10_000;

    private final FeedPeople people;
    private final Transactions transactions;
    private final Trail trail;
    private final DailyViews days;

    /** Whom an organization has. Those who follow are asked about every few seconds. */
    private final Cache<UUID, Collection<UUID>> everybody =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(Duration.ofMinutes(1)).build();

    FeedViews(FeedPeople people, Transactions transactions, Trail trail, DailyViews days) {
        this.people = people;
        this.transactions = transactions;
        this.trail = trail;
        this.days = days;
    }

    /** Somebody is about to read these events. The app itself reads with no person's audience. */
    @Override
    public void reads(FeedReader reader, List<ActivityEvent> events) {
        Set<String> actors = new HashSet<>();
        for (ActivityEvent event : events) {
            String actor = event.actorId();
            if (!event.audience().isEmpty() && actor != null) {
                actors.add(actor);
            }
        }
        counts(reader, actors);
    }

    @Override
    public void counts(FeedReader reader, Set<String> actors) {
        Set<UUID> shown = new HashSet<>();
        actors.forEach(actor -> Audience.personId(actor).ifPresent(shown::add));
        if (!shown.isEmpty()) {
            Audience.reader(reader).ifPresent(who -> trail.viewed(who, shown, "feed", Map.of()));
        }
    }

    /** Somebody connects, and may follow everybody in their sight from now on. */
    void connects(Caller caller) {
        everybody.invalidate(caller.organizationId());
        follows(caller);
    }

    /**
     * Somebody follows what is not for all of those in their sight: remembered once a day, and of
     * those who have come into it.
     */
    void follows(Caller caller) {
        Set<UUID> sight = caller.sight().people();
        if (sight != null && sight.size() <= 1) {
            return;
        }
        Collection<UUID> seen =
                Objects.requireNonNullElseGet(
                        sight, () -> everybody.get(caller.organizationId(), this::active));
        days.viewed(caller.actor(), seen, "live");
    }

    private Collection<UUID> active(UUID organizationId) {
        return transactions.inOrganization(organizationId, () -> people.active(organizationId));
    }
}
