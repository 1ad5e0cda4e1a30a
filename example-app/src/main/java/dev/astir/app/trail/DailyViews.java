package dev.astir.app.trail;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.astir.app.tenancy.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers looks that go on all day, such as at a page that asks again and again: each person's
 * once a day. Who is remembered already is known in memory, so that asking often costs nothing.
 * Thread-safe.
 */
@Singleton
public class DailyViews {

    private static final int MOST = 10_000;

    private final Trail trail;
    private final TrailRepository repository;
    private final Transactions transactions;
    private final Clock clock;

    /** Whose entries there are. */
    private final Cache<Look, Set<UUID>> today =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(Duration.ofDays(1)).build();

    private record Look(Actor actor, String what, LocalDate day) {}

    DailyViews(Trail trail, TrailRepository repository, Transactions transactions, Clock clock) {
        this.trail = trail;
        this.repository = repository;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Somebody is about to see data of people.
     *
     * @param what as people say it: {@code live}
     */
    public void viewed(Actor actor, Collection<UUID> people, String what) {
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Look look = new Look(actor, what, day);
        Set<UUID> told = today.get(look, this::load);
        List<UUID> others =
                people.stream()
                        .filter(id -> !id.equals(actor.userId()) && !told.contains(id))
                        .toList();
        if (!others.isEmpty()) {
            trail.viewed(actor, others, what, Map.of("date", day.toString()));
            told.addAll(others);
        }
    }

    /** What this node remembered before it was started anew, and what the others did. */
    private Set<UUID> load(Look look) {
        Actor actor = look.actor();
        Set<UUID> told = ConcurrentHashMap.newKeySet();
        told.addAll(
                transactions.inOrganization(
                        actor.organizationId(),
                        () ->
                                repository.viewedSince(
                                        actor.organizationId(),
                                        look.day().atStartOfDay(ZoneOffset.UTC).toInstant(),
                                        look.what(),
                                        actor.userId(),
                                        actor.via())));
        return told;
    }
}
