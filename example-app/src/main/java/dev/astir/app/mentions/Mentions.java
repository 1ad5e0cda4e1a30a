package dev.astir.app.mentions;

import dev.astir.app.feed.Threads;
import dev.astir.app.identity.Caller;
import dev.astir.app.mentions.MentionRepository.Someone;
import dev.astir.app.tenancy.Transactions;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Suggests whom somebody means by the beginning of a name: those who take part in the thread first,
 * then those whom the caller mentioned lately, then their team, then by name. Methods block.
 * Thread-safe.
 */
@Singleton
class Mentions {

    /** More names than an organization has that types them. */
    private static final int MOST_PEOPLE = 10_000;

    private static final int THREAD = 4;
    private static final int LATELY = 2;
    private static final int TEAM = 1;

    private final MentionRepository people;
    private final Threads threads;
    private final Transactions transactions;

    Mentions(MentionRepository people, Threads threads, Transactions transactions) {
        this.people = people;
        this.threads = threads;
        this.transactions = transactions;
    }

    /**
     * The people whose names begin so, without the caller.
     *
     * @param query words of which each begins a word of the name, accents and case ignored; empty
     *     for whoever is likely
     * @param eventId the event that is commented on; one that the caller cannot see has no thread
     */
    List<Suggestion> suggest(Caller caller, String query, @Nullable UUID eventId, int limit) {
        List<Someone> everybody =
                transactions.inOrganization(
                        caller.organizationId(),
                        () -> people.people(caller.organizationId(), MOST_PEOPLE));
        Set<String> thread = eventId == null ? Set.of() : threads.takingPart(caller, eventId);
        Set<String> lately = threads.mentionedLately(caller);
        UUID team =
                everybody.stream()
                        .filter(person -> person.userId().equals(caller.userId()))
                        .findFirst()
                        .map(Someone::teamId)
                        .orElse(null);
        return everybody.stream()
                .filter(person -> !person.userId().equals(caller.userId()))
                .filter(person -> PlainNames.begins(person.name(), query))
                .map(person -> new Ranked(person, rank(person, thread, lately, team)))
                // The sort is stable: of the same rank they stay by name.
                .sorted(Comparator.comparingInt(Ranked::rank).reversed())
                .limit(limit)
                .map(ranked -> new Suggestion(ranked.person.userId(), ranked.person.name()))
                .toList();
    }

    private record Ranked(Someone person, int rank) {}

    private static int rank(
            Someone person, Set<String> thread, Set<String> lately, @Nullable UUID team) {
        String id = person.userId().toString();
        return (thread.contains(id) ? THREAD : 0)
                + (lately.contains(id) ? LATELY : 0)
                + (team != null && team.equals(person.teamId()) ? TEAM : 0);
    }
}
