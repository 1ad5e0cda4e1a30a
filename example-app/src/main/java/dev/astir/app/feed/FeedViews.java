package dev.astir.app.feed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.astir.app.identity.Caller;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.FeedReader;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Remembers who reads events of others that are not for everybody, and who follows live what is not
 * for everybody; before it is shown, so that what cannot be remembered is not shown. Thread-safe.
 */
@Singleton
class FeedViews {

    private static final int MOST = 10_000;

    /** What {@link Audience#person} begins with. */
    private static final String PERSON = "user:";

    private final FeedPeople people;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;

    /** Who followed whom live today: a page is loaded often, and a socket comes back. */
    private final Cache<Following, Boolean> today =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(Duration.ofDays(1)).build();

    private record Following(Actor actor, Collection<UUID> people, LocalDate day) {}

    FeedViews(FeedPeople people, Transactions transactions, Trail trail, Clock clock) {
        this.people = people;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    /** Somebody is about to read these events. The app itself reads with no person's audience. */
    void reads(FeedReader reader, List<ActivityEvent> events) {
        Set<UUID> shown = new HashSet<>();
        for (ActivityEvent event : events) {
            String actor = event.actorId();
            if (!event.audience().isEmpty() && actor != null) {
                shown.add(UUID.fromString(actor));
            }
        }
        if (!shown.isEmpty()) {
            UUID organization = UUID.fromString(reader.feed());
            readerOf(reader)
                    .ifPresent(user ->
                            trail.viewed(
                                    Actor.person(organization, user), shown, "feed", Map.of()));
        }
    }

    private static Optional<UUID> readerOf(FeedReader reader) {
        return reader.audiences().stream()
                .filter(audience -> audience.startsWith(PERSON))
                .map(audience -> UUID.fromString(audience.substring(PERSON.length())))
                .findAny();
    }

    /**
     * Somebody connects, and may follow the starts and stops of everybody in their sight from now
     * on: remembered once a day.
     */
    void follows(Caller caller) {
        Set<UUID> sight = caller.sight().people();
        if (sight != null && sight.size() <= 1) {
            return;
        }
        LocalDate day = LocalDate.now(clock);
        Collection<UUID> seen =
                Objects.requireNonNullElseGet(
                        sight,
                        () ->
                                Set.copyOf(
                                        transactions.inOrganization(
                                                caller.organizationId(),
                                                () -> people.active(caller.organizationId()))));
        Following following = new Following(caller.actor(), seen, day);
        if (today.getIfPresent(following) == null) {
            trail.viewed(caller.actor(), seen, "live", Map.of("date", day.toString()));
            today.put(following, true);
        }
    }
}
