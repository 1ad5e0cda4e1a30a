package dev.astir.stream.feed;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How much of the hub each reader has, see {@link FeedLimits}. Thread-safe. */
final class ReaderShares {
    private final FeedLimits limits;
    private final Map<Reader, Share> shares = new ConcurrentHashMap<>();

    ReaderShares(FeedLimits limits) {
        this.limits = limits;
    }

    FeedLimits limits() {
        return limits;
    }

    /** Whether this reader may have one more session. */
    boolean hasRoom(FeedAccess access) {
        Share share = shares.get(reader(access));
        return share == null || share.sessions < limits.sessions();
    }

    /** Counts one more session, which is to {@linkplain #leave leave}; null if it is too many. */
    @Nullable Share enter(FeedAccess access) {
        Share[] entered = new Share[1];
        shares.compute(
                reader(access),
                (reader, share) -> {
                    Share own = share == null ? new Share(reader) : share;
                    if (own.sessions < limits.sessions()) {
                        own.sessions++;
                        entered[0] = own;
                    }
                    return own;
                });
        return entered[0];
    }

    /** A session has ended, and its subscriptions before it. */
    void leave(Share share) {
        shares.computeIfPresent(
                share.reader,
                (reader, own) -> {
                    own.sessions--;
                    return own.sessions == 0 ? null : own;
                });
    }

    private Reader reader(FeedAccess access) {
        return new Reader(access.feed(), access.principal());
    }

    /** Feeds may call different people the same. */
    private record Reader(String feed, String name) {}

    /** What one reader has. */
    static final class Share {
        private final Reader reader;

        /** Changed within the map's own locks. */
        private volatile int sessions;

        /** Belongs to the hub's thread. */
        private int subscriptions;

        private final TokenQueue tokens = new TokenQueue();

        private Share(Reader reader) {
            this.reader = reader;
        }

        TokenQueue tokens() {
            return tokens;
        }

        int subscriptions() {
            return subscriptions;
        }

        /** Counts subscriptions that have begun, or, below 0, ended. */
        void subscribed(int change) {
            subscriptions += change;
        }
    }
}
