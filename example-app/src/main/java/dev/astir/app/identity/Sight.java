package dev.astir.app.identity;

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
}
