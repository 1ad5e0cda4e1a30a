package dev.astir.stream.feed;

import dev.astir.stream.FeedReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who may see what, as an embedder's directory knows it, and may change its mind. A token is {@code
 * person/sign-in}. Remembers what it was asked again; something can be done after it has looked,
 * and before its answer arrives.
 */
final class Directory implements FeedAuthenticator {
    private final Map<String, Admission> people = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> audiences = new ConcurrentHashMap<>();
    private final List<List<FeedAccess>> questions = new CopyOnWriteArrayList<>();
    private volatile Consumer<String> afterLooking = person -> {};

    /** The person may see what is for everybody, and for these audiences. */
    void allow(String person, String... audience) {
        audiences.put(person, Set.of(audience));
        people.remove(person);
    }

    void refuse(String person, CloseCode code) {
        people.put(person, Admission.refused(code));
    }

    void afterLooking(Consumer<String> action) {
        afterLooking = action;
    }

    /** What was asked again, each question with all whom it was about. */
    List<List<FeedAccess>> questions() {
        return List.copyOf(questions);
    }

    @Override
    public Admission authenticate(FeedRequest request, @Nullable String token) {
        return token == null ? Admission.notAuthenticated() : look(token);
    }

    @Override
    public Admission refresh(FeedAccess current, String token) {
        return look(token);
    }

    @Override
    public List<Admission> recheckAll(List<FeedAccess> current) {
        questions.add(current);
        return current.stream().map(access -> look(access.identity())).toList();
    }

    private Admission look(String identity) {
        String person = identity.substring(0, identity.indexOf('/'));
        Admission found =
                people.getOrDefault(
                        person,
                        Admission.granted(
                                FeedAccess.of(
                                                identity,
                                                new FeedReader(
                                                        MemoryFeed.NAME,
                                                        audiences.getOrDefault(person, Set.of())))
                                        .heldBy(person)));
        afterLooking.accept(person);
        return found;
    }
}
