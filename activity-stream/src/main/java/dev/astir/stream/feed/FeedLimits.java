package dev.astir.stream.feed;

/**
 * How much of one node's hub may be held by one reader, and by one feed, so that there is always
 * some for the others. A reader is a {@linkplain FeedAccess#principal principal} within a feed. The
 * defaults are wide for one person; an embedder who gives many people one principal sets others.
 * What is above a limit is refused, and what was there before goes on. Immutable.
 *
 * @param sessions how many sessions (sockets and event streams) one reader may have at once
 * @param subscriptions how many subscriptions one reader may have at once, in all of them together
 * @param subscriptionsPerSession how many of these may be in one session
 * @param searches how many subscriptions with a text search one feed may have at once: each of its
 *     events is looked at by each of them
 */
public record FeedLimits(
        int sessions, int subscriptions, int subscriptionsPerSession, int searches) {
    /**
     * 1,000 sessions and 2,000 subscriptions a reader, 32 a session; 1,000 searches a feed. Where
     * each reader is one person, less does; where many readers share one principal, such as those
     * that nobody knows, it may need more.
     */
    public static final FeedLimits DEFAULT =
            new FeedLimits(1_000, 2_000, FeedHub.MOST_SUBSCRIPTIONS, 1_000);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one of them is below 1
     */
    public FeedLimits {
        positive("sessions", sessions);
        positive("subscriptions", subscriptions);
        positive("subscriptionsPerSession", subscriptionsPerSession);
        positive("searches", searches);
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    name + ": " + value + " is not allowed; expected 1 or more");
        }
    }

    /** The same, for so many sessions a reader. */
    public FeedLimits withSessions(int sessions) {
        return new FeedLimits(sessions, subscriptions, subscriptionsPerSession, searches);
    }

    /** The same, for so many subscriptions a reader. */
    public FeedLimits withSubscriptions(int subscriptions) {
        return new FeedLimits(sessions, subscriptions, subscriptionsPerSession, searches);
    }

    /** The same, for so many subscriptions a session. */
    public FeedLimits withSubscriptionsPerSession(int subscriptionsPerSession) {
        return new FeedLimits(sessions, subscriptions, subscriptionsPerSession, searches);
    }

    /** The same, for so many searches a feed. */
    public FeedLimits withSearches(int searches) {
        return new FeedLimits(sessions, subscriptions, subscriptionsPerSession, searches);
    }
}
