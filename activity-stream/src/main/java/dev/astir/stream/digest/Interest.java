package dev.astir.stream.digest;

import dev.astir.stream.ActivityEvent;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose eyes an event is judged by. Immutable.
 *
 * @param person the reader's id, as in {@code actorId} and in mentions; null for nobody's
 * @param things what they work on: projects, tasks
 */
public record Interest(@Nullable String person, Set<Thing> things) {

    /** What nobody in particular is interested in. */
    public static final Interest NOBODYS = new Interest(null, Set.of());

    /** The field of the metadata in which an event may name those whom it mentions. */
    public static final String MENTIONS = "mentions";

    public Interest {
        things = Set.copyOf(things);
    }

    /** Whether the event itself names the reader, in {@value #MENTIONS} of its metadata. */
    public boolean isMentionedBy(ActivityEvent event) {
        return person != null
                && event.metadata().get(MENTIONS) instanceof Iterable<?> mentioned
                && contains(mentioned, person);
    }

    private static boolean contains(Iterable<?> ids, String wanted) {
        for (Object id : ids) {
            if (wanted.equals(id)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the reader did it. */
    public boolean isOwn(ActivityEvent event) {
        return person != null && person.equals(event.actorId());
    }

    /** The thing of the reader's that the event is about. */
    Optional<Thing> thing(ActivityEvent event) {
        return things.stream().filter(thing -> thing.isOf(event)).findFirst();
    }
}
