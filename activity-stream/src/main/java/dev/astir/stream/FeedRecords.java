package dev.astir.stream;

import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.postgres.FeedKeeping;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a keeper of records owes to people, whoever may see what: a copy of all that somebody left
 * in a feed, its erasure, and an end for what is too old. Every method blocks, and throws {@link
 * InvalidInputException} for a value that is refused, and {@link StreamException} if the storage
 * fails. Thread-safe.
 */
public final class FeedRecords {
    private static final int ID = 36;
    private static final ActorCounts NOTHING = new ActorCounts(0, 0, 0, null);

    private final FeedKeeping keeping;
    private final Consumer<List<Committed>> afterCommit;

    FeedRecords(FeedKeeping keeping, Consumer<List<Committed>> afterCommit) {
        this.keeping = keeping;
        this.afterCommit = afterCommit;
    }

    /** How much somebody left. Reads through the feed. */
    public ActorCounts counts(String feed, String actorId) {
        String id = Rules.key("actorId", actorId);
        return counts(feed, Set.of(id)).getOrDefault(id, NOTHING);
    }

    /**
     * How much some people left, by their ids, without those who left nothing. Reads through the
     * feed twice, however many they are.
     */
    public Map<String, ActorCounts> counts(String feed, Set<String> actorIds) {
        return keeping.counts(Rules.feed(feed), keys(actorIds));
    }

    /**
     * The events that somebody published, and those whose entity they are, oldest first. Reads
     * through the feed.
     *
     * @param cursor {@link ActorPage#next()} of the page before, or null for the first page
     * @param limit 1 to {@link ActivityStream#LARGEST_PAGE}
     */
    public ActorPage<ActivityEvent> events(
            String feed, String actorId, @Nullable String cursor, int limit) {
        return keeping.events(
                Rules.feed(feed), Rules.key("actorId", actorId), offset(cursor), checked(limit));
    }

    /** What somebody said about events, oldest first; as for {@link #events}. */
    public ActorPage<Comment> comments(
            String feed, String actorId, @Nullable String cursor, int limit) {
        return keeping.comments(
                Rules.feed(feed), Rules.key("actorId", actorId), offset(cursor), checked(limit));
    }

    /** What somebody reacted with, in the order of the events' ids; as for {@link #events}. */
    public ActorPage<ActorReaction> reactions(
            String feed, String actorId, @Nullable String cursor, int limit) {
        UUID event = new UUID(0, 0);
        String emoji = "";
        if (cursor != null) {
            try {
                event = UUID.fromString(cursor.substring(0, ID));
                emoji = cursor.substring(ID);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw Announcer.refusedCursor(cursor);
            }
        }
        return keeping.reactions(
                Rules.feed(feed), Rules.key("actorId", actorId), event, emoji, checked(limit));
    }

    /**
     * Takes a person out of a feed as {@link Conversations#eraseActor} does, and out of what others
     * wrote: events about them, and events about their events, are deleted, and other events and
     * comments name them no more. Reads the whole feed; after a failure, call it again.
     *
     * <p>What is stored afterwards is not found. Keep the person from acting first, and call it
     * again for what others were publishing meanwhile.
     */
    public Erasure erase(String feed, ErasedPerson person) {
        return keeping.erase(Rules.feed(feed), person, afterCommit);
    }

    /**
     * Deletes some of the oldest events of one feed that were published before a time, with their
     * reactions and comments, in one short transaction. Positions that need them can no longer be
     * resumed from; subscribers are not told. Where all feeds keep their events for the same time,
     * {@link ActivityStream#retain} is cheaper.
     *
     * @param limit how many at most, 1 to 10,000
     * @return how many were deleted; call it again while that is the limit
     */
    public int deleteBefore(String feed, Instant before, int limit) {
        if (limit < 1 || limit > 10_000) {
            throw new InvalidInputException("limit", limit, "1 to 10000");
        }
        return keeping.deleteBefore(Rules.feed(feed), before, limit);
    }

    /**
     * Deletes what some people published before a time, and what is about them, as {@link
     * #deleteBefore(String, Instant, int)} does with all, in a part of some thousand of the feed's
     * oldest events, in one short transaction. How far that has come is remembered for each person:
     * the next run begins there. Call it for people with the same time together.
     *
     * @param actorIds at least one
     * @param cursor {@link ActorRetentionStep#next()} of the part before, or null to begin
     */
    public ActorRetentionStep deleteBefore(
            String feed, Set<String> actorIds, Instant before, @Nullable String cursor) {
        if (actorIds.isEmpty()) {
            throw new InvalidInputException("actorIds", actorIds, "at least one");
        }
        return keeping.deleteBefore(
                Rules.feed(feed),
                keys(actorIds),
                before,
                cursor == null ? null : (Long) offset(cursor));
    }

    private static List<String> keys(Set<String> actorIds) {
        return actorIds.stream().map(id -> Rules.key("actorId", id)).toList();
    }

    private static int checked(int limit) {
        if (limit < 1 || limit > ActivityStream.LARGEST_PAGE) {
            throw new InvalidInputException("limit", limit, "1 to " + ActivityStream.LARGEST_PAGE);
        }
        return limit;
    }

    private static long offset(@Nullable String cursor) {
        return Announcer.offset(cursor);
    }
}
