package dev.astir.stream;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where events and positions are kept. Every method blocks, is thread-safe, and throws {@link
 * StreamException} when the storage does.
 */
public interface ActivityStore {

    /**
     * Appends all of them in one transaction, in this order, or none. Offsets are dense within a
     * feed, and in the order of commits.
     *
     * @return where each event now stands, in the same order
     * @throws RejectedRowsException if one of them cannot be stored, for example because its id is
     *     there already
     */
    List<StreamPosition> append(List<Publication> publications);

    /** Where an event of this feed stands, if it is there: its last change. */
    Optional<StreamPosition> locate(String feed, UUID id);

    /** The newest events before a cursor that the reader may see and the filter lets through. */
    EventPage page(FeedReader reader, EventFilter filter, @Nullable PageCursor before, int limit);

    /** One event, if the reader may see it. */
    Optional<ActivityEvent> find(FeedReader reader, UUID id);

    /**
     * The current state of what changed in a feed after one offset and up to another one, by the
     * offset of the change, at most {@code limit}.
     */
    List<Change> changes(String feed, long after, long upTo, int limit);

    /**
     * The current state of what was published in the reader's feed after one offset and up to
     * another one, and may be seen by the reader, by the offset of its publication, at most {@code
     * limit}. What was deleted is left out.
     */
    List<Change> published(FeedReader reader, long after, long upTo, int limit);

    /** Where a feed stands; a feed that does not exist yet begins here. */
    FeedHead head(String feed);

    /** Where these feeds stand; those that do not exist are left out. */
    Map<String, FeedHead> heads(Collection<String> feeds);

    /** Makes room for the events of the time to come; cheap when there is nothing to do. */
    void prepare();

    /**
     * Drops events of the time before, as far as that is cheap, with all that belongs to them, and
     * raises the floors of their feeds in the same transaction. A storage that cannot do that keeps
     * everything.
     *
     * @return how many parts of the table were dropped
     */
    default int dropBefore(Instant time) {
        return 0;
    }

    /**
     * Deletes the events of one type of the time before, with all that belongs to them, and raises
     * the floors of their feeds in the same transaction. A storage that cannot do that keeps them.
     *
     * @return how many events are gone
     */
    default int deleteBefore(String type, Instant time) {
        return 0;
    }

    /** Does what appending has put off; called once a second, and cheap when nothing is due. */
    default void upkeep() {}

    /** An event on its way into a feed. */
    record Publication(String feed, ActivityEvent event) {
        public Publication {
            feed = Rules.feed(feed);
            // A new event has neither, whatever its maker copied.
            event = event.withCounts(Map.of(), 0);
        }
    }

    /**
     * Where a feed stands.
     *
     * @param epoch which history of the feed this is
     * @param floor positions before this offset can no longer be resumed from
     * @param head the newest offset
     */
    record FeedHead(String epoch, long floor, long head) {
        /** The newest position. */
        public StreamPosition position() {
            return new StreamPosition(epoch, head);
        }
    }

    /**
     * An event after its last change. What happened to what, when, by whom, and who may see it, is
     * the same for as long as the event is there: no edit changes type, actor, entity type, entity
     * id, time or audience. Type, time and audience are there after its deletion, too.
     *
     * @param event the event as it is now
     * @param created the offset at which it was published
     * @param changed the offset of its last change; {@code created} if it never changed
     * @param deleted whether nothing is left but its id, type, time and audience
     */
    record Change(ActivityEvent event, long created, long changed, boolean deleted) {}

    /**
     * A change that this node has just committed.
     *
     * @param feed the feed
     * @param position where the change stands
     * @param change the event after it
     * @param patch what differs from before, as a JSON merge patch (RFC 7396) of the event on the
     *     wire; only for fields that no filter looks at. Null if everybody needs the whole event
     * @param before the event just before an edit or a deletion, so that those who have never shown
     *     it need not hear of its end; null if it is new or not known
     */
    record Committed(
            String feed,
            StreamPosition position,
            Change change,
            @Nullable String patch,
            @Nullable ActivityEvent before) {

        /** What was published. */
        static Committed publication(Publication publication, StreamPosition position) {
            long offset = position.offset();
            return new Committed(
                    publication.feed(),
                    position,
                    new Change(publication.event(), offset, offset, false),
                    null,
                    null);
        }
    }
}
