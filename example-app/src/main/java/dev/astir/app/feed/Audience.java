package dev.astir.app.feed;

import dev.astir.app.trail.Actor;
import dev.astir.stream.FeedReader;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Names of those who may see an event or an item. Thread-safe. */
public final class Audience {

    /** Administrators, and managers who see the whole organization. */
    public static final String MANAGERS = "managers";

    /** Everybody else: those who see the data of some people, or only their own. */
    public static final String COLLEAGUES = "colleagues";

    private static final String PERSON = "user:";
    private static final String TOKEN = "token:";

    private Audience() {}

    /** Managers of a team that this person is in. */
    public static String managersOf(UUID userId) {
        return "managers:" + userId;
    }

    /** What is about one person and not for all: the person and whoever may see their data. */
    public static Set<String> aboutPerson(UUID userId) {
        return Set.of(MANAGERS, managersOf(userId), person(userId));
    }

    /** The people whom something is about, by the audience that {@link #aboutPerson} gave it. */
    public static List<UUID> people(Collection<String> audience) {
        return audience.stream()
                .filter(one -> one.startsWith(PERSON))
                .flatMap(one -> personId(one.substring(PERSON.length())).stream())
                .toList();
    }

    /** One person. */
    public static String person(UUID userId) {
        return PERSON + userId;
    }

    /** Nothing is for it: it tells the trail by what a person reads, if not in person. */
    static String token(String name) {
        return TOKEN + name;
    }

    /** Who reads; empty if it is the app. */
    static Optional<Actor> reader(FeedReader reader) {
        String via = after(TOKEN, reader.audiences()).orElse(null);
        UUID organization = UUID.fromString(reader.feed());
        return after(PERSON, reader.audiences())
                .flatMap(Audience::personId)
                .map(user -> new Actor(organization, user, via));
    }

    /** The same, without those that are one person: for what the app reads itself. */
    static Set<String> withoutPersons(Set<String> audiences) {
        return audiences.stream()
                .filter(audience -> !audience.startsWith(PERSON))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The person that an event names as its actor; tools may name others than people. */
    static Optional<UUID> personId(String actorId) {
        try {
            return Optional.of(UUID.fromString(actorId));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> after(String prefix, Set<String> audiences) {
        return audiences.stream()
                .filter(audience -> audience.startsWith(prefix))
                .map(audience -> audience.substring(prefix.length()))
                .findAny();
    }
}
