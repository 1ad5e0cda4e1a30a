package dev.astir.stream.digest;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.EventDigests;
import dev.astir.stream.EventFilter;
import dev.astir.stream.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores events for one reader, from 0 to 100, by a sum that a person can follow. The reasons, in
 * this order:
 *
 * <ul>
 *   <li>{@code type}: the weight of the event's type, {@value #USUAL} unless {@linkplain
 *       Builder#weight told otherwise} and {@value #HEAVIEST} at most, and {@value #IMPORTANT} more
 *       for an event that is marked important.
 *   <li>{@code mention}: {@value #MENTION} if the event, or a comment on it, mentions the reader.
 *   <li>{@code mine}: {@value #MINE} if it is about a thing that the reader works on.
 *   <li>{@code thread}: {@value #THREAD} if the reader wrote a comment on it, or it is about an
 *       event on which they did.
 *   <li>{@code rarity}: {@value #RARITY} ÷ (1 + log₂ n), where its actor did this type of thing n
 *       times within 30 days: all of it for the first time, half of it for the second, a sixth for
 *       the 32nd. The logarithm is that of inverse document frequency (Spärck Jones, 1972): each
 *       doubling says as much as the one before.
 *   <li>{@code own}: takes four fifths away from what the reader did themselves, which they know.
 *   <li>{@code age}: takes from what is left by now so much that it halves each 24 hours, or
 *       {@linkplain Builder#halfLife another time}.
 * </ul>
 *
 * <p>Each reason is rounded to whole points, so that the points that are shown add up to the score
 * that is shown. The same event, evidence and time give the same score. Immutable.
 */
public final class Importance {
    /** The weight of a type unless told otherwise. */
    public static final int USUAL = 5;

    /** The heaviest weight of a type. */
    public static final int HEAVIEST = 10;

    /** What an event has for being marked important. */
    public static final int IMPORTANT = 10;

    /** What an event has for mentioning the reader. */
    public static final int MENTION = 40;

    /** What an event has for being about a thing of the reader's. */
    public static final int MINE = 15;

    /** What an event has for a thread in which the reader wrote. */
    public static final int THREAD = 10;

    /** What an event has for being the only one of its kind. */
    public static final int RARITY = 15;

    /** After this time an event is half of what it was, unless told otherwise. */
    public static final Duration HALF_LIFE = Duration.ofHours(24);

    /** What is left of the reader's own. */
    private static final double OWN = 0.2;

    private static final double MILLIS_AN_HOUR = 3_600_000;

    private final Map<EventFilter, Integer> weights;
    private final Duration halfLife;

    private Importance(Builder builder) {
        weights = new LinkedHashMap<>(builder.weights);
        halfLife = builder.halfLife;
    }

    /** With defaults. */
    public static Importance ofDefaults() {
        return builder().build();
    }

    /** Starts the settings. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Scores an event.
     *
     * @param evidence what is known of it; events that it does not know score as if nobody had ever
     *     done the like
     * @param now by which the event's age is told; one that is yet to happen has none
     */
    public EventScore score(
            ActivityEvent event, Evidence evidence, Interest interest, Instant now) {
        List<Reason> reasons = new ArrayList<>();
        reasons.add(type(event));
        if (interest.isMentionedBy(event) || evidence.mentionedIn().contains(event.id())) {
            reasons.add(new Reason("mention", MENTION, Map.of()));
        }
        interest.thing(event)
                .ifPresent(thing ->
                        reasons.add(
                                new Reason(
                                        "mine",
                                        MINE,
                                        Map.of(
                                                "entityType",
                                                thing.type(),
                                                "entityId",
                                                thing.id()))));
        if (evidence.isThreadOfPerson(event)) {
            reasons.add(new Reason("thread", THREAD, Map.of()));
        }
        long times = evidence.times(event);
        if (times > 0) {
            reasons.add(rarity(times));
        }
        if (interest.isOwn(event)) {
            int taken = (int) Math.round((1 - OWN) * sum(reasons));
            reasons.add(new Reason("own", -taken, Map.of("share", OWN)));
        }
        reasons.add(age(sum(reasons), event.timestamp(), now));
        return EventScore.of(reasons);
    }

    private static int sum(List<Reason> reasons) {
        return reasons.stream().mapToInt(Reason::points).sum();
    }

    private Reason type(ActivityEvent event) {
        int weight = USUAL;
        for (Map.Entry<EventFilter, Integer> each : weights.entrySet()) {
            if (each.getKey().matches(event)) {
                weight = each.getValue();
                break;
            }
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("weight", weight);
        facts.put("important", event.important());
        return new Reason("type", weight + (event.important() ? IMPORTANT : 0), facts);
    }

    private static Reason rarity(long times) {
        double doublings = Math.log(times) / Math.log(2);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("times", times);
        facts.put("days", EventDigests.HABIT.toDays());
        return new Reason("rarity", (int) Math.round(RARITY / (1 + doublings)), facts);
    }

    private Reason age(int points, Instant happened, Instant now) {
        long millis = Math.max(0, Duration.between(happened, now).toMillis());
        double left = Math.pow(0.5, (double) millis / halfLife.toMillis());
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("hours", Math.round(millis / MILLIS_AN_HOUR * 10) / 10.0);
        facts.put("halfLifeHours", halfLife.toMillis() / MILLIS_AN_HOUR);
        return new Reason("age", (int) Math.round(points * left) - points, facts);
    }

    /** The settings. Not thread-safe. */
    public static final class Builder {
        private final Map<EventFilter, Integer> weights = new LinkedHashMap<>();
        private Duration halfLife = HALF_LIFE;

        private Builder() {}

        /**
         * Sets how much the types of a pattern weigh, from 0 to {@value #HEAVIEST}. Of several
         * patterns that fit a type, the one that was set first counts.
         *
         * @param pattern {@code task.completed}, or {@code task.*} for any deeper type, or {@code
         *     *}
         * @throws dev.astir.stream.InvalidInputException if the pattern is none
         */
        public Builder weight(String pattern, int points) {
            if (points < 0 || points > HEAVIEST) {
                throw new IllegalArgumentException(
                        "points: " + points + " is not allowed; expected 0 to " + HEAVIEST);
            }
            weights.put(EventFilter.types(pattern), points);
            return this;
        }

        /** Sets the time after which an event is half of what it was. */
        public Builder halfLife(Duration halfLife) {
            if (halfLife.toMillis() <= 0) {
                throw new IllegalArgumentException(
                        "halfLife: " + halfLife + " is not allowed; expected 1 ms or more");
            }
            this.halfLife = halfLife;
            return this;
        }

        /** Makes it. */
        public Importance build() {
            return new Importance(this);
        }
    }
}
