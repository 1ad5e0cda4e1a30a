package dev.astir.demo;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How long somebody stays in an application, and how often they choose it. Immutable.
 *
 * @param weight how often, beside the others of its list
 */
record Stay(App app, Duration shortest, Duration longest, int weight) {

    static Stay minutes(App app, int fewest, int most, int weight) {
        return new Stay(app, Duration.ofMinutes(fewest), Duration.ofMinutes(most), weight);
    }

    static Stay seconds(App app, int fewest, int most, int weight) {
        return new Stay(app, Duration.ofSeconds(fewest), Duration.ofSeconds(most), weight);
    }

    /** A length within the bounds, in whole seconds. */
    Duration length(RandomGenerator random) {
        return Duration.ofSeconds(random.nextLong(shortest.toSeconds(), longest.toSeconds() + 1));
    }

    /** One of a list, by weight. */
    static Stay choose(List<Stay> from, RandomGenerator random) {
        int draw = random.nextInt(from.stream().mapToInt(Stay::weight).sum());
        for (Stay stay : from) {
            draw -= stay.weight;
            if (draw < 0) {
                return stay;
            }
        }
        throw new IllegalStateException("weights that change");
    }
}
