package dev.astir.app.identity;

import dev.astir.app.web.ProblemException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whose data somebody may see: administrators, and managers without teams, everybody's; a manager
 * of teams her own and those teams'; an employee their own. Immutable.
 *
 * @param people null for everybody
 */
public record Sight(@Nullable Set<UUID> people) {

    /** Of those who see the whole organization. */
    public static final Sight EVERYBODY = new Sight(null);

    public Sight {
        people = people == null ? null : Set.copyOf(people);
    }

    /** One's own data alone. */
    public static Sight own(UUID userId) {
        return new Sight(Set.of(userId));
    }

    /** As the database tells it: ids besides the own one, or null for everybody. */
    static Sight of(UUID userId, @Nullable List<String> others) {
        return others == null
                ? EVERYBODY
                : new Sight(
                        Stream.concat(Stream.of(userId), others.stream().map(UUID::fromString))
                                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether this person's data may be seen. */
    public boolean includes(UUID userId) {
        return people == null || people.contains(userId);
    }

    /** Whether the whole organization may be seen. */
    public boolean isEverybody() {
        return people == null;
    }

    /** The one person whose data may be seen; null when there are several. */
    public @Nullable UUID only() {
        return people != null && people.size() == 1 ? people.iterator().next() : null;
    }

    /**
     * Refuses somebody whose data may not be seen: who is out of sight is not there.
     *
     * @throws ProblemException 404, the same as for a person who does not exist
     */
    public void require(UUID userId) {
        if (!includes(userId)) {
            throw ProblemException.notFound();
        }
    }

    /**
     * For a query that lists what people have, as {@code :seen}. It lists only theirs by {@code AND
     * (CAST(:seen AS uuid[]) IS NULL OR user_id = ANY (CAST(:seen AS uuid[])))}; null for
     * everybody.
     */
    public UUID @Nullable [] seen() {
        return people == null ? null : people.toArray(UUID[]::new);
    }
}
