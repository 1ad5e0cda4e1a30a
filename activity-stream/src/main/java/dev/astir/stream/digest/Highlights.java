package dev.astir.stream.digest;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.EventDigests;
import dev.astir.stream.EventFilter;
import dev.astir.stream.Evidence;
import dev.astir.stream.FeedReader;
import dev.astir.stream.InvalidInputException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Finds the events that matter most to a reader. Methods block. Thread-safe. */
public final class Highlights {
    /** How many are found at most. */
    public static final int MOST = 50;

    /** The highest first; of two that are alike the newer one, and then always the same. */
    private static final Comparator<Highlight> HIGHEST =
            Comparator.comparingInt((Highlight highlight) -> highlight.score().points())
                    .thenComparing(highlight -> highlight.event().timestamp())
                    .thenComparing(highlight -> highlight.event().id())
                    .reversed();

    private final EventDigests digests;
    private final Importance importance;

    private Highlights(EventDigests digests, Importance importance) {
        this.digests = digests;
        this.importance = importance;
    }

    /** Of these events, by this measure. */
    public static Highlights of(EventDigests digests, Importance importance) {
        return new Highlights(digests, importance);
    }

    /**
     * The highest of what the reader may see, the filter lets through, and {@link EventDigests}
     * looks at; without those that count for nothing.
     *
     * @param limit 1 to {@value #MOST}
     * @throws InvalidInputException if the limit is refused
     */
    public List<Highlight> find(
            FeedReader reader, Interest interest, EventFilter filter, int limit) {
        if (limit < 1 || limit > MOST) {
            throw new InvalidInputException("limit", limit, "1 to " + MOST);
        }
        Instant now = digests.now();
        Evidence chosen =
                digests.evidence(
                        reader,
                        interest.person(),
                        filter,
                        all -> ids(ranked(all, interest, now, limit)));
        return ranked(chosen, interest, now, limit);
    }

    private static Set<UUID> ids(List<Highlight> highlights) {
        return highlights.stream()
                .map(highlight -> highlight.event().id())
                .collect(Collectors.toUnmodifiableSet());
    }

    private List<Highlight> ranked(Evidence evidence, Interest interest, Instant now, int limit) {
        return evidence.events().stream()
                .map(event -> scored(event, evidence, interest, now))
                .filter(highlight -> highlight.score().points() > 0)
                .sorted(HIGHEST)
                .limit(limit)
                .toList();
    }

    private Highlight scored(
            ActivityEvent event, Evidence evidence, Interest interest, Instant now) {
        return new Highlight(event, importance.score(event, evidence, interest, now));
    }
}
