package dev.astir.stream.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who takes files now: so many at once a feed, half of them by one reader, so that the others of a
 * feed get theirs too. Thread-safe.
 */
final class FileAccesses {
    /** When somebody who was refused may ask again; a file may end at any time. */
    private static final Duration RETRY = Duration.ofSeconds(10);

    /** By feed; guarded by this. */
    private final Map<String, Set<FileAccess>> open = new HashMap<>();

    synchronized @Nullable FeedProblem enter(FileAccess entering, int atOnce) {
        FeedAccess access = entering.access();
        Set<FileAccess> ofFeed = open.getOrDefault(access.feed(), Set.of());
        if (ofFeed.size() >= atOnce) {
            return FeedProblem.tooMany("There are " + atOnce + " downloads already.", RETRY);
        }
        long own =
                ofFeed.stream()
                        .filter(other -> other.access().principal().equals(access.principal()))
                        .count();
        if (own >= (atOnce + 1) / 2) {
            return FeedProblem.tooMany("You have " + own + " downloads already.", RETRY);
        }
        open.computeIfAbsent(access.feed(), feed -> new HashSet<>()).add(entering);
        return null;
    }

    synchronized void leave(FileAccess leaving) {
        open.computeIfPresent(
                leaving.access().feed(),
                (feed, ofFeed) -> {
                    ofFeed.remove(leaving);
                    return ofFeed.isEmpty() ? null : ofFeed;
                });
    }

    /** What these may do has changed. */
    void changed(Set<String> principals, long change) {
        List<FileAccess> concerned = new ArrayList<>();
        synchronized (this) {
            open.values().stream()
                    .flatMap(Set::stream)
                    .filter(file -> principals.contains(file.access().principal()))
                    .forEach(concerned::add);
        }
        concerned.forEach(file -> file.changed(change));
    }
}
