package dev.astir.app.trail;

import dev.astir.app.tenancy.Transactions;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Remembers every change, and every view of another person's data. What is told in a transaction is
 * a row of it: a change that is rolled back leaves no entry, and one that cannot be remembered does
 * not happen. Thread-safe.
 */
@Singleton
public class Trail {

    /** Looking at the same again within this is the same look. */
    static final Duration ONE_LOOK = Duration.ofMinutes(10);

    private final TrailRepository repository;
    private final Transactions transactions;
    private final JsonMapper json;
    private final Clock clock;

    Trail(TrailRepository repository, Transactions transactions, JsonMapper json, Clock clock) {
        this.repository = repository;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Remembers a change, in the transaction that makes it.
     *
     * @param action what was done, as {@code noun.verb}: {@code team.renamed}
     * @param personId whom it concerns, if anybody
     * @param details what it was about, with what was before and after; never a secret
     */
    public void changed(
            Actor actor, String action, @Nullable UUID personId, Map<String, ?> details) {
        Instant now = clock.instant();
        transactions.inOrganization(
                actor.organizationId(),
                () ->
                        repository.add(
                                UUID.randomUUID(),
                                actor.organizationId(),
                                now,
                                action,
                                actor.userId(),
                                actor.via(),
                                personId,
                                encode(details)));
    }

    /** Remembers many changes of one kind that concern one person, as {@link #changed}. */
    public void changedAll(
            Actor actor, String action, UUID personId, List<Map<String, ?>> details) {
        Instant now = clock.instant();
        transactions.inOrganization(
                actor.organizationId(),
                () ->
                        repository.addAll(
                                actor.organizationId(),
                                now,
                                action,
                                actor.userId(),
                                actor.via(),
                                personId,
                                details.stream().map(this::encode).toList()));
    }

    /**
     * Remembers that somebody looked at data of people. One's own are no matter, and the same look
     * within ten minutes is remembered once.
     *
     * @param what as people say it: {@code sessions}
     * @param details which of it: a date, a period
     */
    public void viewed(Actor actor, Collection<UUID> people, String what, Map<String, ?> details) {
        List<UUID> others =
                people.stream().distinct().filter(id -> !id.equals(actor.userId())).toList();
        if (others.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        transactions.inOrganization(
                actor.organizationId(),
                () ->
                        repository.addViews(
                                actor.organizationId(),
                                now,
                                now.minus(ONE_LOOK),
                                what,
                                actor.userId(),
                                actor.via(),
                                others.toArray(UUID[]::new),
                                encode(details)));
    }

    private String encode(Map<String, ?> details) {
        try {
            return json.writeValueAsString(details);
        } catch (IOException e) {
            throw new UncheckedIOException("Details could not be written to memory", e);
        }
    }
}
